/** Which row of wpe each token is given in an experiment. */
import { createRng } from '../sampling/index.ts';

/** 0, 1, 2, … as in training; no row at all; the same rows in another order; all k further on. */
export type Experiment =
  | { readonly kind: 'normal' }
  | { readonly kind: 'zero' }
  | { readonly kind: 'shuffled'; readonly seed: number }
  | { readonly kind: 'shifted'; readonly by: number };

/**
 * The rows for a text of `length` tokens, null for none. RangeError for a shift that leaves a table
 * of `rows` rows.
 */
export function placesFor(experiment: Experiment, length: number, rows: number): number[] | null {
  const places = Array.from({ length }, (_, i) => i);
  switch (experiment.kind) {
    case 'normal':
      return places;
    case 'zero':
      return null;
    case 'shuffled':
      return shuffle(places, experiment.seed);
    case 'shifted': {
      const { by } = experiment;
      if (!Number.isInteger(by) || by < 0 || by + length > rows)
        throw new RangeError(`a shift by ${by} leaves the table of ${rows} rows`);
      return places.map((place) => place + by);
    }
  }
}

/** The same items in an order that the seed fixes (Fisher and Yates, in Durstenfeld's form). */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = createRng(seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [out[i] as T, out[j] as T];
    out[i] = b;
    out[j] = a;
  }
  return out;
}

/** Moves one item to another place; the others close up. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const out = [...items];
  const [item] = out.splice(from, 1);
  if (item !== undefined || from < items.length) out.splice(to, 0, item as T);
  return out;
}
