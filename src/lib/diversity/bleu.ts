/**
 * BLEU (Papineni et al. 2002, "BLEU: a method for automatic evaluation of machine translation",
 * sections 2.1 to 2.3) of one text: the geometric mean of the clipped precisions of its n-grams, n = 1
 * to 4, times a penalty for texts shorter than the reference nearest in length.
 *
 * A single text may well share no 4-gram with its references, and one 0 makes the whole 0. So a
 * precision without a match counts EPSILON matches: smoothing 1 of Chen and Cherry (2014, "A systematic
 * comparison of smoothing techniques for sentence-level BLEU"), with the 0.1 that NLTK has. A text that
 * shares not even a word has 0. Upper and lower case differ.
 */
import { countNgrams, type Unit } from './ngrams.ts';

export const MAX_ORDER = 4;
export const EPSILON = 0.1;

/** Clipped matches among the n-grams of a text: the modified n-gram precision as a fraction. */
export interface Precision {
  readonly matches: number;
  /** All n-grams of the text, at least 1. */
  readonly of: number;
}

/** How often, at most, an n-gram may be matched. */
export type Allowed = (gram: string) => number;

/** Counts each n-gram of the text at most as often as `allowed` says. */
export function clipped(counts: ReadonlyMap<string, number>, allowed: Allowed): Precision {
  let [matches, of] = [0, 0];
  for (const [gram, count] of counts) {
    matches += Math.min(count, allowed(gram));
    of += count;
  }
  return { matches, of: Math.max(of, 1) };
}

/** The modified n-gram precision of a text against references. */
export function modifiedPrecision(
  text: readonly Unit[],
  references: readonly (readonly Unit[])[],
  n: number,
): Precision {
  const counts = references.map((reference) => countNgrams(reference, n));
  return clipped(countNgrams(text, n), (gram) =>
    counts.reduce((most, count) => Math.max(most, count.get(gram) ?? 0), 0),
  );
}

/** The length among `lengths` that is nearest to c; of two as near, the shorter. */
export function nearestLength(c: number, lengths: readonly number[]): number {
  return lengths.reduce((best, r) => {
    const closer = Math.abs(r - c) - Math.abs(best - c);
    return closer < 0 || (closer === 0 && r < best) ? r : best;
  }, Infinity);
}

/** exp(1 − r / c) for a text of c units against a longer reference of r, else 1. */
export const brevityPenalty = (c: number, r: number): number => (c >= r ? 1 : Math.exp(1 - r / c));

/** BLEU from its parts: the precisions for n = 1, 2, …, and the two lengths. */
export function combine(precisions: readonly Precision[], c: number, r: number): number {
  if (c === 0 || (precisions[0]?.matches ?? 0) === 0) return 0;
  const logs = precisions.map(({ matches, of }) => Math.log((matches || EPSILON) / of));
  return brevityPenalty(c, r) * Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** BLEU of a text against one or more references, from 0 to 1. */
export function bleu(text: readonly Unit[], references: readonly (readonly Unit[])[]): number {
  const orders = Array.from({ length: MAX_ORDER }, (_, i) => i + 1);
  const lengths = references.map(({ length }) => length);
  return combine(
    orders.map((n) => modifiedPrecision(text, references, n)),
    text.length,
    nearestLength(text.length, lengths),
  );
}
