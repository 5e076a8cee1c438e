import { descending } from './descending.ts';
import { keepOnly } from './keep.ts';
import { checkTopK } from './options.ts';

/**
 * Keeps the k largest logits and sets the others to −∞ (Fan, Lewis and Dauphin 2018, section 5.1).
 * Of equals at the edge the lowest ids stay, so exactly k do; Hugging Face's warper keeps them all.
 */
export function topK(logits: Float32Array, k: number): Float32Array {
  checkTopK(k);
  return k >= logits.length ? logits : keepOnly(logits, descending(logits, k));
}
