/**
 * Contrastive search (Su et al. 2022, "A contrastive framework for neural text generation", section
 * 4.2): of the k likeliest tokens the one that is likely and whose hidden state is unlike all before.
 */
import { leading } from './leading.ts';
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

export interface ContrastiveOptions {
  /** k and α: `top_k` and `penalty_alpha`. α = 0 is greedy search. */
  readonly topK: number;
  readonly penaltyAlpha: number;
  readonly maxNewTokens: number;
  readonly eosTokenId?: number | null;
}

/** The logits after a text, [V], and the last hidden state of each of its tokens, T times [d_model]. */
export type ReadHidden = (
  ids: readonly number[],
) => Promise<{ readonly logits: Float32Array; readonly hidden: readonly Float32Array[] }>;

/** Prompt and continuation. Reads each candidate, k texts a token; of equal scores the likelier wins. */
export async function contrastiveSearch(
  read: ReadHidden,
  prompt: readonly number[],
  { topK, penaltyAlpha, maxNewTokens, eosTokenId = null }: ContrastiveOptions,
): Promise<number[]> {
  checkSetting('topK', topK);
  checkSetting('maxNewTokens', maxNewTokens);
  let ids = [...prompt];
  let { logits } = await read(ids);
  for (let written = 0; written < maxNewTokens; written++) {
    const p = softmax(logits);
    const tokens = Array.from(leading(logits, null, topK));
    tokens.sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0) || a - b);
    const after: Awaited<ReturnType<ReadHidden>>[] = [];
    for (const id of tokens) after.push(await read([...ids, id]));
    const penalties = after.map(({ hidden }) =>
      degeneration(hidden.at(-1) ?? new Float32Array(), hidden.slice(0, -1)),
    );
    const probabilities = tokens.map((id) => p[id] ?? 0);
    const scores = contrastiveScores(probabilities, penalties, penaltyAlpha);
    const best = scores.indexOf(Math.max(...scores));
    const id = tokens[best] ?? 0;
    ids = [...ids, id];
    logits = after[best]?.logits ?? logits;
    if (id === eosTokenId) break;
  }
  return ids;
}
