import { greedy } from './greedy.ts';
import { temperature as applyTemperature } from './temperature.ts';
import { weightsOf } from './weights.ts';

/**
 * Probabilities of all tokens, softmax(z / T): a larger T flattens, T = 0 leaves the most likely
 * token alone. A logit of −∞ gives exactly 0. The sums are made in double precision, from the
 * largest logit down, so nothing overflows.
 */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const { weights, total } = weightsOf(applyTemperature(logits, temperature));
  const probabilities = new Float32Array(logits.length);
  for (let id = 0; id < logits.length; id++) probabilities[id] = (weights[id] ?? 0) / total;
  return probabilities;
}

/** Natural logarithms of the probabilities: z − ln Σ exp z, which is the normalizer. */
export function logSoftmax(logits: Float32Array, normalizer = logSumExp(logits)): Float32Array {
  const logprobs = new Float32Array(logits.length);
  for (let id = 0; id < logits.length; id++) logprobs[id] = (logits[id] ?? 0) - normalizer;
  return logprobs;
}

/** ln Σ exp z over all tokens, in double precision. */
export function logSumExp(logits: Float32Array): number {
  const largest = logits[greedy(logits)] ?? 0;
  let total = 0;
  for (let id = 0; id < logits.length; id++) total += Math.exp((logits[id] ?? 0) - largest);
  return largest + Math.log(total);
}
