import type { StoredCausal, StoredPair } from '../causal/index.ts';
import raw from '../embedded/causal.json' with { type: 'json' };

/** What the causal tools show before any model is loaded. */
export const storedCausal = raw as StoredCausal;

/** The pair of prompts of which the stored pictures are. */
export const firstPair: StoredPair = first();

function first(): StoredPair {
  const [pair] = storedCausal.pairs;
  if (pair === undefined) throw new Error('causal.json holds no pair of prompts');
  return pair;
}
