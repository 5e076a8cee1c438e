import { inBits } from './score.ts';

/** What scores of tokens come to together. */
export interface Totals {
  readonly count: number;
  /** ln P of all of them, Σ ln P, in nat; 0 of none. */
  readonly logprob: number;
  /** The same as surprise, in bits. */
  readonly bits: number;
  /** Mean surprise, −Σ ln P / N, in nat: the cross-entropy loss; NaN of none. */
  readonly loss: number;
  /** exp of it (Jelinek et al. 1977): as unsure as a fair choice among so many; NaN of none. */
  readonly perplexity: number;
}

/** Adds up log-probabilities in double precision. Example: three tokens of P = ⅛ → perplexity 8 */
export function totals(scores: readonly { readonly logprob: number }[]): Totals {
  const count = scores.length;
  const logprob = scores.reduce((sum, score) => sum + score.logprob, 0);
  const loss = -logprob / count;
  return { count, logprob, bits: inBits(0 - logprob), loss, perplexity: Math.exp(loss) };
}
