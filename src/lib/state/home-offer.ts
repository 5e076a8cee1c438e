/** What a model offers as the next token, as the home's case shows it. */
import { rankOf, softmax, topTokens } from '../sampling/index.ts';
import type { Offer, Offered } from './home-run.ts';

/** Tokens that are shown by name. */
export const NAMED = 7;
/** Tokens that are drawn one by one in the bar of the whole vocabulary. */
export const SHARES = 40;

/** Logits [V] → what is offered; `pick` is the id that was drawn, null before. */
export function offerOf(
  logits: Float32Array,
  tokenText: (id: number) => string,
  pick: number | null = null,
): Offer {
  const p = softmax(logits);
  const likeliest = topTokens(logits, SHARES);
  const offered = (id: number, rank: number): Offered => ({
    ...{ text: tokenText(id), p: p[id] ?? 0, rank },
  });
  return {
    vocabulary: logits.length,
    top: likeliest.slice(0, NAMED).map(({ id }, rank) => offered(id, rank)),
    shares: likeliest.map(({ id }) => p[id] ?? 0),
    pick: pick === null ? null : offered(pick, rankOf(logits, pick)),
  };
}
