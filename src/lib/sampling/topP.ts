import { keepOnly, SLACK } from './keep.ts';
import { leading } from './leading.ts';
import { checkSetting } from './settings.ts';
import { weightsOf } from './weights.ts';

/**
 * Keeps the nucleus and sets the other logits to −∞: the smallest set of most likely tokens whose
 * probabilities add up to at least p (Holtzman et al. 2020, section 3.1). When the sum is exactly p
 * no further token is added; p = 1 keeps all.
 */
export function topP(logits: Float32Array, p: number): Float32Array {
  return keepOnly(logits, keptByTopP(logits, p));
}

/** The places of the nucleus, in ascending order, at least n. */
export function keptByTopP(logits: Float32Array, p: number, n = 1): Uint32Array {
  checkSetting('topP', p);
  const { weights, total } = weightsOf(logits);
  const kept = leading(logits, weights, p === 1 ? Infinity : p * total * (1 - SLACK));
  return kept.length >= n ? kept : leading(logits, null, n);
}
