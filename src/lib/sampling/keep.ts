/** The logits of the kept tokens as they are; all others −∞, which softmax turns into 0. */
export function keepOnly(logits: Float32Array, ids: Iterable<number>): Float32Array {
  const kept = new Float32Array(logits.length).fill(-Infinity);
  for (const id of ids) kept[id] = logits[id] ?? -Infinity;
  return kept;
}
