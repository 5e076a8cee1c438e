/** One text read twice: as it is, and with edits. */
import type { Engine } from '../model/api.ts';
import type { Edit } from '../model/edits.ts';
import { logSumExp, topTokens } from '../sampling/index.ts';
import { effectOf, logitDifference, logProbability, type Answers, type Effect } from './answer.ts';

/** A token's probability without and with the edits. */
export interface Pair {
  readonly id: number;
  readonly original: number;
  readonly edited: number;
}

export interface Comparison {
  /** The likeliest tokens of either, by the original's probability. */
  readonly next: readonly Pair[];
  /** ln P of the chosen tokens, a and b (if any). */
  readonly answers: readonly Pair[];
  /** The logit difference of the original. */
  readonly difference: number;
  readonly effect: Effect;
  /** −ln P of each token after the first, in nat: [T − 1]. */
  readonly losses: { readonly original: readonly number[]; readonly edited: readonly number[] };
  /** What each goes on with, greedily. */
  readonly written: { readonly original: readonly number[]; readonly edited: readonly number[] };
}

export interface CompareOptions {
  readonly edits: readonly Edit[];
  readonly answers: Answers;
  /** How many of the likeliest tokens of each are compared. */
  readonly top: number;
  /** How many tokens each goes on for; less where the model has no more places. */
  readonly newTokens: number;
  readonly signal?: AbortSignal;
  /** Lets the page breathe between two rows of logits. */
  readonly pause?: () => Promise<void>;
}

/** Original against edited: two passes, and two texts written. */
export async function compare(
  engine: Engine,
  ids: readonly number[],
  { edits, answers, top, newTokens, signal, pause }: CompareOptions,
): Promise<Comparison> {
  const read = async (some: readonly Edit[]): Promise<{ last: Float32Array; losses: number[] }> => {
    const { logits } = await engine.run(ids, { edits: some, logits: 'all' }, signal);
    const V = logits.shape[1] ?? 0;
    const losses: number[] = [];
    for (const [t, next] of ids.slice(1).entries()) {
      losses.push(-logProbability(logits.data.subarray(t * V, (t + 1) * V), next));
      if (t % 8 === 7) await pause?.();
    }
    return { last: logits.data.slice(-V), losses };
  };
  const write = async (some: readonly Edit[]): Promise<readonly number[]> => {
    const room = engine.info.config.n_positions - ids.length;
    const maxNewTokens = Math.max(Math.min(newTokens, room), 0);
    const options = { strategy: 'greedy' as const, maxNewTokens, edits: some };
    return (await engine.generate(ids, options, undefined, signal)).newIds;
  };
  const original = await read([]);
  const edited = edits.length === 0 ? original : await read(edits);
  const written = await write([]);
  return {
    next: nextPairs(original.last, edited.last, top),
    answers: [answers.a, ...(answers.b === null ? [] : [answers.b])].map((id) => ({
      id,
      original: logProbability(original.last, id),
      edited: logProbability(edited.last, id),
    })),
    difference: logitDifference(original.last, answers),
    effect: effectOf(original.last, edited.last, answers),
    losses: { original: original.losses, edited: edited.losses },
    written: { original: written, edited: edits.length === 0 ? written : await write(edits) },
  };
}

/** The `top` likeliest tokens of either prediction, with both probabilities. */
export function nextPairs(original: Float32Array, edited: Float32Array, top: number): Pair[] {
  const [zo, ze] = [logSumExp(original), logSumExp(edited)];
  const ids = new Set([...topTokens(original, top), ...topTokens(edited, top)].map(({ id }) => id));
  const pairs = [...ids].map((id) => ({
    id,
    original: Math.exp((original[id] ?? NaN) - zo),
    edited: Math.exp((edited[id] ?? NaN) - ze),
  }));
  return pairs.sort((x, y) => y.original - x.original || x.id - y.id);
}
