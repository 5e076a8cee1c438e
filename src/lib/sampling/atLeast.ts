import { leading } from './leading.ts';

/**
 * The places of the logits that reach a bound, but at least the n largest: a cut-off never leaves
 * nothing (`min_tokens_to_keep` of Hugging Face's warpers; 1 for a draw).
 */
export function atLeast(logits: Float32Array, bound: number, n: number): Uint32Array {
  const places = new Uint32Array(logits.length);
  let count = 0;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] ?? 0;
    if (logit >= bound && logit > -Infinity) places[count++] = id;
  }
  return count >= n ? places.slice(0, count) : leading(logits, null, n);
}
