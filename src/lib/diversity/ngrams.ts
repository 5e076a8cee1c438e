/** A word or a token: whatever a text is a row of. */
export type Unit = string | number;

/** Stands between units in a key; no token's text is expected to hold it, and ids cannot. */
const BETWEEN = '\u0000';

/**
 * All runs of n units in a row as keys, in order; none for a text shorter than n.
 * Example: ngrams([1, 2, 3], 2) → the keys of (1, 2) and (2, 3)
 */
export function ngrams(text: readonly Unit[], n: number): string[] {
  const count = Math.max(text.length - n + 1, 0);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + n).join(BETWEEN));
}

/** How often each n-gram occurs. */
export function countNgrams(text: readonly Unit[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const gram of ngrams(text, n)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}
