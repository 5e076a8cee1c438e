/**
 * Ids from the largest logit down, of equals the lowest id first. A heap, built in O(V) and emptied
 * as far as the caller reads: ten of 50,257 tokens cost no full sort.
 */
export function* descending(logits: Float32Array): Generator<number, void, undefined> {
  const ids = Uint32Array.from(logits, (logit, id) => {
    if (Number.isNaN(logit)) throw new RangeError(`logit is not a number at id ${id}`);
    return id;
  });
  const comesFirst = (a: number, b: number): boolean => {
    const difference = (logits[a] ?? 0) - (logits[b] ?? 0);
    return difference > 0 || (!(difference < 0) && a < b);
  };
  const sink = (id: number, from: number, size: number): void => {
    let at = from;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && comesFirst(ids[child + 1] ?? 0, ids[child] ?? 0)) child++;
      const below = ids[child] ?? 0;
      if (comesFirst(id, below)) break;
      ids[at] = below;
      at = child;
    }
    ids[at] = id;
  };
  for (let at = (ids.length >> 1) - 1; at >= 0; at--) sink(ids[at] ?? 0, at, ids.length);
  for (let size = ids.length; size > 0; size--) {
    yield ids[0] ?? 0;
    sink(ids[size - 1] ?? 0, 0, size - 1);
  }
}
