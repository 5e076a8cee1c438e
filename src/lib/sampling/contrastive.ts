/**
 * Contrastive search (Su et al. 2022, "A contrastive framework for neural text generation", section
 * 4.2): of the k likeliest tokens the one that is likely and whose hidden state is unlike all before.
 */
import { leading } from './leading.ts';
import { endsOf, type ProcessorOptions, type TextSoFar } from './options.ts';
import { process } from './process.ts';
import { checkSetting } from './settings.ts';
import { softmax } from './softmax.ts';

/** cos of the angle between two vectors: x · y / (|x| |y|). */
export function cosine(x: Float32Array, y: Float32Array): number {
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] ?? 0, y[i] ?? 0];
    xy += a * b;
    xx += a * a;
    yy += b * b;
  }
  return xy / Math.sqrt(xx * yy);
}

/** The degeneration penalty: how like a hidden state is to the most similar one of the text so far. */
export const degeneration = (hidden: Float32Array, before: readonly Float32Array[]): number =>
  before.reduce((most, other) => Math.max(most, cosine(hidden, other)), -1);

/** (1 − α) · probability − α · degeneration penalty, for each candidate. */
export function contrastiveScores(
  probabilities: readonly number[],
  penalties: readonly number[],
  alpha: number,
): number[] {
  checkSetting('penaltyAlpha', alpha);
  return probabilities.map((p, i) => (1 - alpha) * p - alpha * (penalties[i] ?? NaN));
}

export interface ContrastiveOptions extends ProcessorOptions {
  /** k and α: `top_k` and `penalty_alpha`. α = 0 is greedy search. */
  readonly topK: number;
  readonly penaltyAlpha: number;
  readonly maxNewTokens: number;
}

/** One of the k likeliest tokens. */
export interface ContrastiveToken {
  readonly id: number;
  /** P among all tokens, after penalties and bans. */
  readonly probability: number;
}

export interface ContrastiveCandidate extends ContrastiveToken {
  /** The degeneration penalty. */
  readonly penalty: number;
  /** (1 − α) · probability − α · penalty. */
  readonly score: number;
}

/** The k likeliest tokens, best first, of equals the lowest id. Throws a NothingLeft where all are banned. */
export function contrastiveTokens(
  logits: Float32Array,
  options: ContrastiveOptions,
  text: TextSoFar,
): ContrastiveToken[] {
  checkSetting('topK', options.topK);
  const processed = process(logits, options, text);
  const p = softmax(processed);
  return Array.from(leading(processed, null, options.topK), (id) => ({
    id,
    probability: p[id] ?? 0,
  })).sort((a, b) => b.probability - a.probability || a.id - b.id);
}

/** The scores of the candidates, and the place of the best; of equals the likelier. */
export function contrastiveChoice(
  tokens: readonly ContrastiveToken[],
  penalties: readonly number[],
  alpha: number,
): { readonly best: number; readonly candidates: readonly ContrastiveCandidate[] } {
  const probabilities = tokens.map(({ probability }) => probability);
  const scores = contrastiveScores(probabilities, penalties, alpha);
  const candidates = tokens.map((token, i) => {
    return { ...token, penalty: penalties[i] ?? NaN, score: scores[i] ?? NaN };
  });
  return { best: scores.indexOf(Math.max(...scores)), candidates };
}

/** The logits after a text, [V], and the last hidden state of each of its tokens, T times [d_model]. */
export type ReadHidden = (
  ids: readonly number[],
) => Promise<{ readonly logits: Float32Array; readonly hidden: readonly Float32Array[] }>;

/** Prompt and continuation. Reads each candidate, k texts a token; of equal scores the likelier wins. */
export async function contrastiveSearch(
  read: ReadHidden,
  prompt: readonly number[],
  options: ContrastiveOptions,
): Promise<number[]> {
  const { penaltyAlpha, maxNewTokens } = options;
  checkSetting('maxNewTokens', maxNewTokens);
  const ends = endsOf(options.eosTokenId);
  let ids = [...prompt];
  let { logits } = await read(ids);
  for (let written = 0; written < maxNewTokens; written++) {
    const tokens = contrastiveTokens(logits, options, { ids, promptLength: prompt.length });
    const after: Awaited<ReturnType<ReadHidden>>[] = [];
    for (const { id } of tokens) after.push(await read([...ids, id]));
    const penalties = after.map(({ hidden }) =>
      degeneration(hidden.at(-1) ?? new Float32Array(), hidden.slice(0, -1)),
    );
    const { best } = contrastiveChoice(tokens, penalties, penaltyAlpha);
    const id = tokens[best]?.id ?? 0;
    ids = [...ids, id];
    logits = after[best]?.logits ?? logits;
    if (ends.includes(id)) break;
  }
  return ids;
}
