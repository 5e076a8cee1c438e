/**
 * Self-BLEU (Zhu et al. 2018, "Texygen: a benchmarking platform for text generation models", section
 * 3.2): how like to each other several texts are. Each text's BLEU against all others as references,
 * averaged. 1: all the same; the lower, the more diverse.
 */
import { clipped, combine, MAX_ORDER, nearestLength } from './bleu.ts';
import { countNgrams, type Unit } from './ngrams.ts';

/** The two largest counts of an n-gram over all texts, and whose the largest is. */
interface Most {
  first: number;
  of: number;
  second: number;
}

/**
 * The mean of each text's BLEU against the others, smoothed as in bleu.ts; null for fewer than two
 * texts. Takes time in proportion to all n-grams, not to their square: what the others allow of an
 * n-gram is the largest count of all texts, or the second largest where the largest is the text's own.
 */
export function selfBleu(texts: readonly (readonly Unit[])[]): number | null {
  if (texts.length < 2) return null;
  const orders = Array.from({ length: MAX_ORDER }, (_, i) => {
    const counts = texts.map((text) => countNgrams(text, i + 1));
    return { counts, most: mostOf(counts) };
  });
  const lengths = texts.map(({ length }) => length);
  const scores = texts.map((text, own) => {
    const precisions = orders.map(({ counts, most }) =>
      clipped(counts[own] ?? new Map<string, number>(), (gram) => {
        const { first, of, second } = most.get(gram) ?? { first: 0, of: -1, second: 0 };
        return of === own ? second : first;
      }),
    );
    const others = lengths.filter((_, i) => i !== own);
    return combine(precisions, text.length, nearestLength(text.length, others));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function mostOf(counts: readonly ReadonlyMap<string, number>[]): Map<string, Most> {
  const most = new Map<string, Most>();
  counts.forEach((count, of) => {
    for (const [gram, n] of count) {
      const known = most.get(gram);
      if (!known) most.set(gram, { first: n, of, second: 0 });
      else if (n > known.first) Object.assign(known, { first: n, of, second: known.first });
      else known.second = Math.max(known.second, n);
    }
  });
  return most;
}
