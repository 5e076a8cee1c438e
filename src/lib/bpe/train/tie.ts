import { byCodePoint, endOfWord } from './corpus.ts';
import type { PairStore } from './pair-store.ts';

/**
 * Which of several pairs with the same, highest count is merged; each rule is a known trainer's.
 *
 * - `first`: the pair that occurs first, words in the order in which they first occur: algorithm 1
 *   of Sennrich, Haddow and Birch 2016, run in Python (3.7 and later), whose dictionaries keep their order.
 * - `smallest`: the pair with the smaller left id, then the smaller right id; ids are the places of
 *   the alphabet, then of the merges: Hugging Face's `tokenizers`, `BpeTrainer`.
 * - `greatest`: the pair that comes last when the pairs' two strings are sorted by code points:
 *   rsennrich/subword-nmt, `learn_bpe.py`. The end of a word reads `</w>` there.
 */
export type TieRule = 'first' | 'smallest' | 'greatest';

export const tieRules: readonly TieRule[] = ['first', 'smallest', 'greatest'];

/** Orders pairs that occur equally often. */
export interface TieOrder {
  /** The smaller comes first. It grows at most, while a pair only loses places. */
  key(slot: number): number;
  /** Between pairs with equal keys; negative where `a` comes first. */
  compare(a: number, b: number): number;
}

/** Makes the order of a rule; `text(id)` is read when pairs are compared. */
export function tieOrder(rule: TieRule, store: PairStore, text: (id: number) => string): TieOrder {
  const bySlot = (a: number, b: number): number => a - b;
  switch (rule) {
    case 'first':
      return { key: (slot) => store.head[slot] ?? 0, compare: bySlot };
    case 'smallest': // exact: ids are far below 2 ** 26
      return {
        key: (slot) => (store.left[slot] ?? 0) * 2 ** 26 + (store.right[slot] ?? 0),
        compare: bySlot,
      };
    case 'greatest': {
      const spelt = (id: number): string => text(id).replace(endOfWord, '</w>');
      return {
        key: () => 0,
        compare: (a, b) =>
          byCodePoint(spelt(store.left[b] ?? 0), spelt(store.left[a] ?? 0)) ||
          byCodePoint(spelt(store.right[b] ?? 0), spelt(store.right[a] ?? 0)) ||
          a - b,
      };
    }
  }
}
