/** What a model offers as the next token, and which one is taken. */
import type { Piece, Tokenizer } from '../bpe/index.ts';
import { createRng, rankOf, sample, softmax, topTokens } from '../sampling/index.ts';

export type Strategy = 'greedy' | 'sample';

/** How many of the likeliest tokens are shown. */
export const SHOWN_CHOICES = 5;

/** A token that may come next. */
export interface Choice {
  readonly id: number;
  readonly text: string;
  /** Its probability under the model: temperature 1, nothing cut. */
  readonly p: number;
  /** Its place among all tokens, 0 for the likeliest. */
  readonly rank: number;
}

export interface NextChoice {
  /** The likeliest tokens, best first. */
  readonly top: readonly Choice[];
  readonly pick: Choice;
}

/** How a token is picked; `draw` counts the tokens that were picked from this seed before. */
export interface Picking {
  readonly strategy: Strategy;
  readonly seed: number;
  readonly draw: number;
}

/**
 * Logits [V] → the likeliest tokens, and the pick: the likeliest, or a draw by the probabilities.
 * The same seed and draw give the same token, so that a step taken back and made again is the same.
 */
export function nextChoice(
  logits: Float32Array,
  { strategy, seed, draw }: Picking,
  tokenText: (id: number) => string,
): NextChoice {
  const p = softmax(logits);
  const rng = createRng(seed);
  for (let i = 0; i < draw; i++) rng();
  const id = sample(logits, { strategy }, rng);
  const choice = (id: number, rank: number): Choice => ({
    ...{ id, text: tokenText(id), p: p[id] ?? 0, rank },
  });
  return {
    top: topTokens(logits, SHOWN_CHOICES).map(({ id }, rank) => choice(id, rank)),
    pick: choice(id, rankOf(logits, id)),
  };
}

/** A text that was written token by token and kept with the site. */
export interface StoredPath {
  readonly strategy: Strategy;
  readonly seed: number;
  /** Prompt and continuation. */
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
  /** What the model offered at each step. */
  readonly steps: readonly NextChoice[];
}

export interface StoredGrowth {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly vocabulary: number;
  readonly text: string;
  readonly promptIds: readonly number[];
  readonly paths: readonly StoredPath[];
}

/** Writes `count` tokens after the prompt; `logitsOf` is asked for the logits after each text. */
export async function growPath(
  promptIds: readonly number[],
  count: number,
  { strategy, seed }: Pick<Picking, 'strategy' | 'seed'>,
  tokenizer: Tokenizer,
  logitsOf: (ids: readonly number[]) => Promise<Float32Array>,
): Promise<StoredPath> {
  const ids = [...promptIds];
  const steps: NextChoice[] = [];
  for (let draw = 0; draw < count; draw++) {
    const logits = await logitsOf(ids);
    const step = nextChoice(logits, { strategy, seed, draw }, (id) => tokenizer.tokenText(id));
    steps.push(step);
    ids.push(step.pick.id);
  }
  return { strategy, seed, ids, pieces: tokenizer.pieces(ids), steps };
}
