import { keepOnly, SLACK } from './keep.ts';
import { leading } from './leading.ts';
import { checkSetting } from './settings.ts';
import { entropyOf, weightsOf } from './weights.ts';

/**
 * Keeps the typical tokens and sets the other logits to −∞: those whose surprise −ln P is nearest to
 * the expected surprise, the entropy H; of them the fewest that together have the probability τ
 * (Meister et al. 2023, "Locally typical sampling", section 4). The likeliest may go. τ = 1 keeps all.
 */
export function typical(logits: Float32Array, tau: number): Float32Array {
  return keepOnly(logits, keptByTypical(logits, tau));
}

/** The places of the typical tokens, in ascending order, at least n. */
export function keptByTypical(logits: Float32Array, tau: number, n = 1): Uint32Array {
  checkSetting('typicalP', tau);
  const all = weightsOf(logits);
  const H = entropyOf(logits, all);
  const nearness = new Float32Array(logits.length);
  for (let id = 0; id < logits.length; id++) {
    nearness[id] = -Math.abs(all.normalizer - (logits[id] ?? 0) - H);
  }
  const mass = tau === 1 ? Infinity : tau * all.total * (1 - SLACK);
  const kept = leading(nearness, all.weights, mass);
  return kept.length >= n ? kept : leading(nearness, null, n);
}
