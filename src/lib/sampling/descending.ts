/**
 * The first n ids (default all) from the largest logit down, of equals the lowest id first. A heap,
 * built in O(V) and emptied as far as the caller reads: ten of 50,257 tokens cost no full sort.
 * What is impossible (−∞) comes last, and costs nothing before that.
 */
export function* descending(
  logits: Float32Array,
  n = logits.length,
): Generator<number, void, undefined> {
  const heap = possibleIds(logits);
  const comesFirst = (a: number, b: number): boolean => {
    const [za, zb] = [logits[a] ?? 0, logits[b] ?? 0];
    return za > zb || (za === zb && a < b);
  };
  const sink = (id: number, from: number, size: number): void => {
    let at = from;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && comesFirst(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      const below = heap[child] ?? 0;
      if (comesFirst(id, below)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = id;
  };
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap[at] ?? 0, at, heap.length);
  let left = n;
  for (let size = heap.length; size > 0 && left > 0; size--, left--) {
    yield heap[0] ?? 0;
    sink(heap[size - 1] ?? 0, 0, size - 1);
  }
  for (let id = 0; id < logits.length && left > 0; id++) {
    if (logits[id] !== -Infinity) continue;
    yield id;
    left--;
  }
}

/** The ids with a logit above −∞, in order. */
function possibleIds(logits: Float32Array): Uint32Array {
  const ids = new Uint32Array(logits.length);
  let count = 0;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] ?? NaN;
    if (Number.isNaN(logit)) throw new RangeError(`logit is not a number at id ${id}`);
    if (logit !== -Infinity) ids[count++] = id;
  }
  return ids.subarray(0, count);
}
