import { IOI } from '#lib/causal/index.ts';
import { storedCausal } from '#lib/state/causal-stored.ts';

/** Two prompts and the words that come next. */
export interface ReadyPair {
  readonly id: string;
  readonly clean: string;
  readonly corrupted: string;
  readonly a: string;
  readonly b: string;
}

/** Found by measurement on the teaching model. */
export const TEACHING_PAIRS: readonly ReadyPair[] = storedCausal.pairs.map(
  ({ id, clean, corrupted, a, b }) => ({
    ...{ id, clean: clean.text, corrupted: corrupted.text },
    ...{ a: a.text.trim(), b: b.text.trim() },
  }),
);

/** Known to work on GPT-2 small. */
export const IOI_PAIRS: readonly ReadyPair[] = IOI;
