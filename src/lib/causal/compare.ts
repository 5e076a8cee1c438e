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

/** One reading of a text. */
export interface Side {
  /** The logits after the last token, [V]. */
  readonly last: Float32Array;
  /** −ln P of each token after the first, [T − 1]. */
  readonly losses: readonly number[];
  /** What it goes on with, greedily. */
  readonly written: readonly number[];
}

export interface SideOptions {
  readonly edits: readonly Edit[];
  /** How many tokens it goes on for; fewer where the model has no more places. */
  readonly newTokens: number;
  readonly signal?: AbortSignal;
  /** Lets the page breathe between some rows of logits. */
  readonly pause?: () => Promise<void>;
}

/** Reads a text with edits, and goes on with it. Rejects with `aborted` when the signal fires. */
export async function readSide(
  engine: Engine,
  ids: readonly number[],
  { edits, newTokens, signal, pause }: SideOptions,
): Promise<Side> {
  const { logits } = await engine.run(ids, { edits, logits: 'all' }, signal);
  const V = logits.shape[1] ?? 0;
  const losses: number[] = [];
  for (const [t, next] of ids.slice(1).entries()) {
    losses.push(-logProbability(logits.data.subarray(t * V, (t + 1) * V), next));
    if (t % 8 === 7) await pause?.();
  }
  const room = engine.info.config.n_positions - ids.length;
  const maxNewTokens = Math.max(Math.min(newTokens, room), 0);
  const greedy = { strategy: 'greedy' as const, maxNewTokens, edits };
  const { newIds } = await engine.generate(ids, greedy, undefined, signal);
  return { last: logits.data.slice(-V), losses, written: newIds };
}

/** Original against edited; of each the `top` likeliest next tokens. */
export function compare(original: Side, edited: Side, answers: Answers, top: number): Comparison {
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
    written: { original: original.written, edited: edited.written },
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
