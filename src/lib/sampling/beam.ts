/**
 * Beam search: instead of one text, keep the few most probable ones at every step.
 *
 * Follows Hugging Face's `generate(num_beams=…, early_stopping=True)`
 * (https://github.com/huggingface/transformers, generation/beam_search.py): at each step the best
 * 2 · beams continuations of all beams are looked at; those that end the text are set aside if they
 * are among the first `beams`, the others go on. The search is over when `beams` texts have ended.
 * But: one prompt at a time, and each text is read anew at every step.
 */
import { descending } from './descending.ts';
import { logSumExp } from './softmax.ts';

export interface BeamOptions {
  /** How many texts are kept: `num_beams`. With 1, the greedy text. */
  readonly beams: number;
  readonly maxNewTokens: number;
  /** The token that ends a text; null for none. */
  readonly eosId: number | null;
  /** The exponent of the length that a text's log-probability is divided by; default 1. */
  readonly lengthPenalty?: number;
  /** No n tokens in a row twice, prompt included: `no_repeat_ngram_size`; default 0, no such ban. */
  readonly noRepeatNgramSize?: number;
}

export interface Beam {
  /** Prompt and continuation, with the end-of-text token where it has ended. */
  readonly ids: readonly number[];
  /** ln P of the continuation. */
  readonly logprob: number;
  /** logprob / (number of new tokens) ** lengthPenalty: what finished texts are compared by. */
  readonly score: number;
}

/** The logits after a text, [V]. */
export type NextLogits = (ids: readonly number[]) => Promise<Float32Array>;

/** The finished texts, at most `beams`, best first. None where the bans leave no token at all. */
export async function beamSearch(
  nextLogits: NextLogits,
  prompt: readonly number[],
  options: BeamOptions,
): Promise<Beam[]> {
  checkOptions(options);
  const { beams, maxNewTokens, eosId, lengthPenalty = 1 } = options;
  let running: readonly Beam[] = [{ ids: prompt, logprob: 0, score: 0 }];
  let ended: readonly Beam[] = [];
  for (let length = 1; length <= maxNewTokens && ended.length < beams; length++) {
    const continuations: Beam[] = [];
    for (const beam of running) {
      for (const { id, logprob } of best(await nextLogits(beam.ids), beam.ids, options)) {
        const total = beam.logprob + logprob;
        const score = total / length ** lengthPenalty;
        continuations.push({ ids: [...beam.ids, id], logprob: total, score });
      }
    }
    const ranked = continuations.sort((a, b) => b.logprob - a.logprob).slice(0, 2 * beams);
    const ends = ({ ids }: Beam): boolean => ids.at(-1) === eosId;
    // a text that ends is kept only if it is better than most that go on
    ended = byScore([...ended, ...ranked.slice(0, beams).filter(ends)]).slice(0, beams);
    running = ranked.filter((beam) => !ends(beam)).slice(0, beams);
  }
  const unfinished = ended.length < beams ? running : [];
  return byScore([...ended, ...unfinished]).slice(0, beams);
}

const byScore = (beams: readonly Beam[]): Beam[] => beams.toSorted((a, b) => b.score - a.score);

/** The 2 · beams most likely next tokens that are not banned. What a ban takes is not given to others. */
function best(
  logits: Float32Array,
  ids: readonly number[],
  { beams, noRepeatNgramSize = 0 }: BeamOptions,
): { id: number; logprob: number }[] {
  const normalizer = logSumExp(logits);
  const banned = noRepeatNgramSize > 0 ? repeats(ids, noRepeatNgramSize) : new Set<number>();
  const found: { id: number; logprob: number }[] = [];
  for (const id of descending(logits)) {
    const logit = logits[id] ?? -Infinity;
    if (logit === -Infinity || found.length === 2 * beams) break;
    if (!banned.has(id)) found.push({ id, logprob: logit - normalizer });
  }
  return found;
}

/** The tokens that have followed the last n − 1 tokens before: each would repeat n tokens in a row. */
export function repeats(ids: readonly number[], n: number): Set<number> {
  const last = n > 1 ? ids.slice(1 - n) : [];
  const followers = ids.filter(
    (_, at) => at >= n - 1 && last.every((id, i) => ids[at - (n - 1) + i] === id),
  );
  // a text shorter than n − 1 tokens has repeated nothing
  return new Set(last.length === n - 1 ? followers : []);
}

function checkOptions({
  beams,
  maxNewTokens,
  lengthPenalty = 1,
  noRepeatNgramSize = 0,
}: BeamOptions) {
  if (!Number.isInteger(beams) || beams < 1)
    throw new RangeError(`beams must be a whole number of at least 1: ${beams}`);
  if (!Number.isInteger(maxNewTokens) || maxNewTokens < 0)
    throw new RangeError(`maxNewTokens must be a whole number of at least 0: ${maxNewTokens}`);
  if (!Number.isFinite(lengthPenalty))
    throw new RangeError(`lengthPenalty must be a finite number: ${lengthPenalty}`);
  if (!Number.isInteger(noRepeatNgramSize) || noRepeatNgramSize < 0)
    throw new RangeError(`noRepeatNgramSize must be a whole number: ${noRepeatNgramSize}`);
}
