import { greedy } from './greedy.ts';
import { keepOnly } from './keep.ts';
import { leading } from './leading.ts';
import { checkSetting } from './settings.ts';

/**
 * Keeps the k largest logits and sets the others to −∞ (Fan, Lewis and Dauphin 2018, section 5.4).
 * Of equals at the edge the lowest ids stay, so exactly k do; Hugging Face's warper keeps them all.
 */
export function topK(logits: Float32Array, k: number): Float32Array {
  greedy(logits); // refuses NaN
  return keepOnly(logits, keptByTopK(logits, k));
}

/** The places of the k largest logits, at least n, in ascending order; fewer where fewer are possible. */
export function keptByTopK(logits: Float32Array, k: number, n = 1): Uint32Array {
  checkSetting('topK', k);
  return leading(logits, null, Math.max(k, n));
}
