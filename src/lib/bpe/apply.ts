import { createHeap } from './heap.ts';
import { noMerge, type PairTable } from './pairs.ts';

/** The merges as BPE uses them: the rank of a pair of ids, and the id that each rank makes. */
export interface MergeTable {
  readonly pairs: PairTable;
  readonly made: ArrayLike<number>;
}

/** Up to this length looking at every pair again is faster than keeping a heap. */
const shortLength = 96;
const shortRanks = new Int32Array(shortLength);

/**
 * Merges the ids of one piece, best rank first and leftmost first, until no pair is left that
 * merges. Works in place and returns how many ids remain. O(n²) for short pieces, O(n log n) for
 * long ones. The textbook form of the same thing is in trace.ts.
 */
export function applyMerges(ids: Int32Array, length: number, table: MergeTable): number {
  return length <= shortLength ? mergeShort(ids, length, table) : mergeLong(ids, length, table);
}

function mergeShort(ids: Int32Array, length: number, { pairs, made }: MergeTable): number {
  const ranks = shortRanks; // ranks[i]: of the pair (i, i + 1)
  const rankAt = (i: number): number =>
    i < 0 || i + 1 >= length ? noMerge : pairs.rank(ids[i] ?? 0, ids[i + 1] ?? 0);
  for (let i = 0; i < length; i++) ranks[i] = rankAt(i);
  for (;;) {
    let best = noMerge;
    let at = 0;
    for (let i = 0; i + 1 < length; i++) {
      const rank = ranks[i] ?? noMerge;
      if (rank < best) {
        best = rank;
        at = i;
      }
    }
    if (best === noMerge) return length;
    ids[at] = made[best] ?? 0;
    length--;
    for (let i = at + 1; i < length; i++) {
      ids[i] = ids[i + 1] ?? 0;
      ranks[i] = ranks[i + 1] ?? noMerge;
    }
    ranks[at] = rankAt(at);
    if (at > 0) ranks[at - 1] = rankAt(at - 1);
  }
}

/** A linked list of ids and a heap of the pairs that may merge; pairs that are gone are skipped. */
function mergeLong(ids: Int32Array, length: number, { pairs, made }: MergeTable): number {
  const next = new Int32Array(length);
  const previous = new Int32Array(length);
  const ranks = new Int32Array(length).fill(noMerge);
  const heap = createHeap(length * 2);

  const update = (i: number): void => {
    const after = next[i] ?? length;
    const rank = after < length ? pairs.rank(ids[i] ?? 0, ids[after] ?? 0) : noMerge;
    ranks[i] = rank;
    if (rank !== noMerge) heap.push(rank * 2 ** 31 + i); // by rank, then by place; exact below 2 ** 53
  };
  for (let i = 0; i < length; i++) {
    next[i] = i + 1;
    previous[i] = i - 1;
  }
  for (let i = 0; i < length; i++) update(i);

  for (let key = heap.pop(); key !== undefined; key = heap.pop()) {
    const rank = Math.floor(key / 2 ** 31);
    const at = key - rank * 2 ** 31;
    if (ranks[at] !== rank) continue;
    const gone = next[at] ?? length;
    const after = next[gone] ?? length;
    ids[at] = made[rank] ?? 0;
    ranks[gone] = noMerge;
    next[at] = after;
    if (after < length) previous[after] = at;
    update(at);
    const before = previous[at] ?? -1;
    if (before >= 0) update(before);
  }

  let remaining = 0;
  for (let i = 0; i < length; i = next[i] ?? length) ids[remaining++] = ids[i] ?? 0;
  return remaining;
}
