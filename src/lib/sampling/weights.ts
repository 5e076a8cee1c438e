import { greedy } from './greedy.ts';

export interface Weights {
  /** exp(z − max z) of each token, in double precision: probabilities up to a common factor. */
  readonly weights: Float64Array;
  /** What they add up to. */
  readonly total: number;
  /** ln Σ exp z: ln P of a token is its logit less this. */
  readonly normalizer: number;
}

/** The unnormalised probabilities of logits. Throws a RangeError where no distribution comes from them. */
export function weightsOf(logits: Float32Array): Weights {
  const largest = logits[greedy(logits)] ?? 0;
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id++) {
    const weight = Math.exp((logits[id] ?? 0) - largest);
    weights[id] = weight;
    total += weight;
  }
  return { weights, total, normalizer: largest + Math.log(total) };
}

/** −Σ p ln p in nats (Shannon 1948); 0 ln 0 is 0. */
export function entropyOf(logits: Float32Array, { weights, total, normalizer }: Weights): number {
  let nats = 0;
  for (let id = 0; id < logits.length; id++) {
    const weight = weights[id] ?? 0;
    if (weight > 0) nats += weight * (normalizer - (logits[id] ?? 0));
  }
  return nats / total;
}
