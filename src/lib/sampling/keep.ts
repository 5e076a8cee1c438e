/**
 * How much a probability may fall short of a bound and still count as reaching it, relative: logits
 * are float32 numbers, so what comes out of them is not known more closely than this. Without it the
 * nucleus of ten equal tokens at p = 0.7 would have seven or eight of them, as the sum is rounded.
 */
export const SLACK = 1e-6;

/** The logits of the kept tokens as they are; all others −∞, which softmax turns into 0. */
export function keepOnly(logits: Float32Array, places: Uint32Array): Float32Array {
  const kept = new Float32Array(logits.length).fill(-Infinity);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    kept[place] = logits[place] ?? -Infinity;
  }
  return kept;
}

/** The values at some places, packed: pick([5, 6, 7], [0, 2]) → [5, 7] */
export function pick<T extends Float32Array | Uint32Array>(values: T, places: Uint32Array): T {
  const picked = values.slice(0, places.length) as T;
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i] ?? 0] ?? 0;
  return picked;
}
