/** A binary heap of numbers; the smallest comes out first. */
export interface Heap {
  push(key: number): void;
  /** The smallest key, removed; undefined when the heap is empty. */
  pop(): number | undefined;
}

/** Makes an empty heap with room for `capacity` keys; it grows past that by itself. */
export function createHeap(capacity: number): Heap {
  let keys = new Float64Array(Math.max(capacity, 16));
  let size = 0;
  return {
    push(key) {
      if (size === keys.length) {
        const larger = new Float64Array(size * 2);
        larger.set(keys);
        keys = larger;
      }
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = keys[parent] ?? 0;
        if (above <= key) break;
        keys[at] = above;
        at = parent;
      }
      keys[at] = key;
    },
    pop() {
      if (size === 0) return undefined;
      const smallest = keys[0];
      const last = keys[--size] ?? 0;
      let at = 0;
      for (let child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child++;
        const below = keys[child] ?? 0;
        if (last <= below) break;
        keys[at] = below;
        at = child;
      }
      keys[at] = last;
      return smallest;
    },
  };
}
