/** What a model thinks of tokens that are there already, from the rows of logits before them. */

/** A matrix of numbers, row-major: what the engine gives. */
export interface Rows {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** How a model judges one token, given what stands before it. */
export interface TokenScore {
  readonly id: number;
  /** ln P of the token, in nat; −∞ for one that cannot come. */
  readonly logprob: number;
  /** Its place among all tokens, 1 for the likeliest; of equals the lowest id comes first. */
  readonly rank: number;
  /** Its surprise, −log₂ P, in bits (Shannon 1948). */
  readonly bits: number;
  /** How much surprise the model expected: the entropy of the whole row, in bits. */
  readonly entropy: number;
}

/**
 * A row of logits [V] and the token that came → its score. Sums in double precision, from the largest
 * logit down. RangeError for an id outside the row, a NaN, and where nothing can come.
 */
export function scoreRow(logits: Float32Array, id: number): TokenScore {
  const own = logits[id];
  if (own === undefined) throw new RangeError(`no logit for this id: ${String(id)}`);
  let largest = -Infinity;
  let rank = 1;
  for (let other = 0; other < logits.length; other++) {
    const logit = logits[other] ?? NaN;
    if (Number.isNaN(logit)) throw new RangeError(`logit is not a number at id ${String(other)}`);
    if (logit > largest) largest = logit;
    if (logit > own || (logit === own && other < id)) rank++;
  }
  if (!Number.isFinite(largest))
    throw new RangeError(`no distribution: the largest logit is ${String(largest)}`);
  let total = 0;
  let weighted = 0;
  for (let other = 0; other < logits.length; other++) {
    const below = (logits[other] ?? 0) - largest;
    const weight = Math.exp(below);
    total += weight;
    if (weight > 0) weighted += weight * below;
  }
  const normalizer = Math.log(total);
  const logprob = own - largest - normalizer;
  return {
    ...{ id, logprob, rank, bits: inBits(0 - logprob) },
    entropy: inBits(normalizer - weighted / total),
  };
}

/** Row t of the logits [N, V] judges `ids[t]`: the token that came after the one that gave the row. */
export function scoreRows(logits: Rows, ids: readonly number[]): TokenScore[] {
  const V = logits.shape[1] ?? 0;
  return ids.map((id, t) => scoreRow(logits.data.subarray(t * V, (t + 1) * V), id));
}

/** nat → bit. Example: inBits(Math.log(8)) → 3 */
export const inBits = (nats: number): number => nats / Math.LN2;
