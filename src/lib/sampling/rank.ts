import { descending } from './descending.ts';
import { logSumExp } from './softmax.ts';

/** A token and ln P of it. */
export interface TopToken {
  readonly id: number;
  readonly logprob: number;
}

/** The n most likely tokens, best first, of equals the lowest id first. */
export function topTokens(logits: Float32Array, n: number): TopToken[] {
  const normalizer = logSumExp(logits);
  return Array.from(descending(logits, n), (id) => ({
    id,
    logprob: (logits[id] ?? -Infinity) - normalizer,
  }));
}

/** A token's place among all, 0 for the most likely; of equals the lowest id comes first. */
export function rankOf(logits: Float32Array, id: number): number {
  const own = logits[id];
  if (own === undefined) throw new RangeError(`no logit for this id: ${id}`);
  let rank = 0;
  logits.forEach((logit, other) => {
    if (Number.isNaN(logit)) throw new RangeError(`logit is not a number at id ${other}`);
    if (logit > own || (logit === own && other < id)) rank++;
  });
  return rank;
}
