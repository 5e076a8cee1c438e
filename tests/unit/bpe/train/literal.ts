/**
 * Algorithm 1 of Sennrich, Haddow and Birch 2016 as it is printed: all pairs are counted again
 * after each merge. A Map keeps its order as Python's dictionaries do, so that the first of several
 * best pairs is the one that the printed program takes.
 */
import type { CountedWord } from '#lib/bpe/train/index.ts';

export interface LiteralMerge {
  readonly left: string;
  readonly right: string;
  readonly count: number;
  /** All pairs and counts before it, as `left right` → count. */
  readonly pairs: ReadonlyMap<string, number>;
  /** The words after it. */
  readonly words: readonly string[][];
}

/** Which of two pairs, each two strings, is to be merged when both occur equally often. */
export type Prefer = (a: readonly [string, string], b: readonly [string, string]) => boolean;

/** Between the two strings of a pair; no text of the tests holds it. */
export const gap = '\0';

/**
 * Trains on words given as symbols, until the best pair occurs less than `minimum` times.
 * `prefer(a, b)` says whether the later pair `a` is taken over `b`; by default it never is.
 */
export function trainLiterally(
  words: readonly (readonly [symbols: readonly string[], count: number])[],
  minimum: number,
  prefer: Prefer = () => false,
  merges = Infinity,
): LiteralMerge[] {
  let vocabulary: Spelt[] = words.map(([symbols, count]) => [[...symbols], count]);
  const done: LiteralMerge[] = [];
  while (done.length < merges) {
    const pairs = getStats(vocabulary);
    let best: [string, string] | undefined;
    let bestCount = 0;
    for (const [pair, count] of pairs) {
      const [left = '', right = ''] = pair.split(gap);
      const better = count > bestCount;
      if (better || (count === bestCount && best && prefer([left, right], best))) {
        best = [left, right];
        bestCount = count;
      }
    }
    if (best === undefined || bestCount < minimum) return done;
    const [left, right] = best;
    vocabulary = vocabulary.map(([symbols, count]) => [mergeWord(symbols, left, right), count]);
    const after = vocabulary.map(([symbols]) => symbols);
    done.push({ left, right, count: bestCount, pairs, words: after });
  }
  return done;
}

type Spelt = readonly [symbols: string[], count: number];

function getStats(vocabulary: readonly Spelt[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const [symbols, count] of vocabulary) {
    for (let i = 0; i + 1 < symbols.length; i++) {
      const pair = `${symbols[i]}${gap}${symbols[i + 1]}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + count);
    }
  }
  return pairs;
}

function mergeWord(symbols: readonly string[], left: string, right: string): string[] {
  const merged: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      merged.push(left + right);
      i++;
    } else merged.push(symbols[i] ?? '');
  }
  return merged;
}

/** Words as characters with the mark for their end. */
export const spell = (words: Iterable<CountedWord>, mark: string): Spelt[] =>
  Array.from(words, ([word, count]) => [[...word, mark], count] as const);
