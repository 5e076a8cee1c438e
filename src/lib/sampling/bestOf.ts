/** A text that the model has written, with ln P of each new token under the model itself. */
export interface Written {
  readonly logprobs: readonly number[];
}

/**
 * Texts from the likeliest down, for a choice of the best of n (`best_of` of OpenAI's API, which
 * takes the highest log-probability per token): by Σ ln P / (number of tokens) ** lengthPenalty. 1 is
 * the mean; 0 the sum, which favours short texts. Of equals the earlier comes first; a text of no
 * tokens comes last.
 */
export function byLikelihood<T extends Written>(texts: readonly T[], lengthPenalty = 1): T[] {
  const scores = new Map(texts.map((text) => [text, likelihood(text, lengthPenalty)]));
  return texts.toSorted((a, b) => compare(scores.get(b) ?? 0, scores.get(a) ?? 0));
}

/** Σ ln P / length ** lengthPenalty; −∞ for a text of no tokens. */
export function likelihood({ logprobs }: Written, lengthPenalty = 1): number {
  if (logprobs.length === 0) return -Infinity;
  return logprobs.reduce((sum, logprob) => sum + logprob, 0) / logprobs.length ** lengthPenalty;
}

/** The sign of a − b, where both may be −∞. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
