/** The rank that stands for "these two do not merge": worse than every rank. */
export const noMerge = 0x7fffffff;

/** What BPE asks all the time: may these two neighbours merge, and how early? */
export interface PairTable {
  /** The rank of a pair, or `noMerge`. */
  rank(left: number, right: number): number;
  /** Adds a pair; a pair that is there already keeps its first rank. */
  add(left: number, right: number, rank: number): void;
}

/**
 * A hash table with linear probing over one Int32Array of (left, right, rank) triples, less than
 * half full. A Map keyed by `left * 2 ** 16 + right` does the same at a third of the speed.
 */
export function createPairTable(capacity: number): PairTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(capacity, 1) * 2 + 1));
  const table = new Int32Array(slots * 3).fill(-1);

  /** Where the pair is, or the free place where it would be. */
  function find(left: number, right: number): number {
    let slot = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    for (;;) {
      const at = slot * 3;
      if (table[at] === -1 || (table[at] === left && table[at + 1] === right)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  return {
    rank(left, right) {
      const at = find(left, right);
      return table[at] === -1 ? noMerge : (table[at + 2] ?? noMerge);
    },
    add(left, right, rank) {
      const at = find(left, right);
      if (table[at] !== -1) return;
      table[at] = left;
      table[at + 1] = right;
      table[at + 2] = rank;
    },
  };
}
