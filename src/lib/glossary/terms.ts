import type { Term } from './term.ts';
import { attentionTerms } from './terms/attention.ts';
import { blockTerms } from './terms/block.ts';
import { decodingTerms } from './terms/decoding.ts';
import { modelTerms } from './terms/model.ts';
import { positionsTerms } from './terms/positions.ts';
import { tokensTerms } from './terms/tokens.ts';
import { trainingTerms } from './terms/training.ts';

export type { Term } from './term.ts';

/** Every term of the lessons, grouped as the lessons come. */
export const terms: readonly Term[] = [
  ...modelTerms,
  ...trainingTerms,
  ...tokensTerms,
  ...positionsTerms,
  ...attentionTerms,
  ...blockTerms,
  ...decodingTerms,
];

/** Example: term('token')?.zh → '词元' */
export function term(id: string): Term | undefined {
  return terms.find((each) => each.id === id);
}
