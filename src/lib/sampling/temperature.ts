import { greedy } from './greedy.ts';
import { checkSetting } from './settings.ts';

/**
 * Logits at temperature T (Ackley, Hinton and Sejnowski 1985): (z − max z) / T, which has the same
 * softmax as z / T and cannot overflow. T = 1 changes nothing. The limits: T = 0 leaves the most
 * likely token alone, T = ∞ makes all that are possible equally likely.
 */
export function temperature(logits: Float32Array, T: number): Float32Array {
  checkSetting('temperature', T);
  const best = greedy(logits);
  if (T === 1) return logits;
  const largest = logits[best] ?? 0;
  if (T === 0) return logits.map((_, id) => (id === best ? 0 : -Infinity));
  if (T === Infinity) return logits.map((logit) => (logit === -Infinity ? -Infinity : 0));
  const scaled = new Float32Array(logits.length);
  for (let id = 0; id < logits.length; id++) scaled[id] = ((logits[id] ?? 0) - largest) / T;
  return scaled;
}
