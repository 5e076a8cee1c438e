import { greedy } from './greedy.ts';
import { checkTemperature } from './options.ts';

/**
 * Logits at temperature T: (z − max z) / T, which has the same softmax as z / T and cannot overflow.
 * T = 1 changes nothing; T = 0 is the limit: only the most likely token is left.
 */
export function temperature(logits: Float32Array, T: number): Float32Array {
  checkTemperature(T);
  if (T === 1) return logits;
  const best = greedy(logits);
  const largest = logits[best] ?? 0;
  return T === 0
    ? logits.map((_, id) => (id === best ? 0 : -Infinity))
    : logits.map((logit) => (logit - largest) / T);
}
