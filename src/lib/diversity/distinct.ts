import { ngrams, type Unit } from './ngrams.ts';

/**
 * distinct-n: different n-grams as a share of all n-grams of the texts together (Li et al. 2016, "A
 * diversity-promoting objective function for neural conversation models", section 5.2). 1: nothing
 * occurs twice. null where the texts have no n-gram at all. It falls with length: compare texts of
 * about the same length only.
 * Example: distinct([['a', 'b', 'a', 'b']], 2) → 2/3
 */
export function distinct(texts: readonly (readonly Unit[])[], n: number): number | null {
  const seen = new Set<string>();
  let all = 0;
  for (const text of texts) {
    for (const gram of ngrams(text, n)) {
      seen.add(gram);
      all++;
    }
  }
  return all === 0 ? null : seen.size / all;
}

/**
 * How many n-grams of one text have been in it before: all less the different ones. As a share of all
 * it is seq-rep-n (Welleck et al. 2020, "Neural text generation with unlikelihood training", section 6),
 * where n is 4.
 * Example: repeated(['a', 'b', 'a', 'b'], 2) → { repeated: 1, of: 3 }
 */
export function repeated(
  text: readonly Unit[],
  n = 4,
): { readonly repeated: number; readonly of: number } {
  const grams = ngrams(text, n);
  return { repeated: grams.length - new Set(grams).size, of: grams.length };
}
