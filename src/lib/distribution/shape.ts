import { widthOf, type Ranked } from './ranked.ts';

/** Entropy in bits, −Σ p log₂ p (Shannon 1948); of bins, that of their mean probabilities. */
export function entropyOf({ logprobs, ends }: Ranked): number {
  let nats = 0;
  for (let bin = 0; bin < logprobs.length; bin++) {
    const logprob = logprobs[bin] ?? 0;
    if (logprob > -Infinity) nats -= widthOf(ends, bin) * Math.exp(logprob) * logprob;
  }
  return Math.max(nats, 0) / Math.LN2;
}

/** The perplexity of a distribution: a fair choice among so many would be as unsure. */
export const perplexityOf = (bits: number): number => 2 ** bits;

/** Tokens whose probabilities share a power of ten. */
export interface Decade {
  /** They lie above 10^power and at most at 10^(power + 1). */
  readonly power: number;
  readonly tokens: number;
  readonly mass: number;
  /** How many of them are among the `kept` likeliest, and what these hold. */
  readonly keptTokens: number;
  readonly keptMass: number;
}

/**
 * A histogram of the probabilities by powers of ten, from the likeliest down; all below 10^lowest are
 * in the last, and empty decades are there too.
 */
export function decadesOf(all: Ranked, kept: number, lowest = -9): Decade[] {
  const { logprobs, ends } = all;
  const last = Math.max(lowest, powerOf(logprobs[logprobs.length - 1] ?? 0));
  const decades = Array.from({ length: Math.max(-last, 1) }, (_, i) => ({
    ...{ power: -1 - i, tokens: 0, mass: 0, keptTokens: 0, keptMass: 0 },
  }));
  for (let bin = 0; bin < logprobs.length; bin++) {
    const logprob = logprobs[bin] ?? -Infinity;
    const decade = decades[-1 - Math.max(powerOf(logprob), last)];
    if (!decade) continue;
    const width = widthOf(ends, bin);
    const inside = Math.min(Math.max(kept - ((ends[bin] ?? 0) - width), 0), width);
    decade.tokens += width;
    decade.mass += width * Math.exp(logprob);
    decade.keptTokens += inside;
    decade.keptMass += inside * Math.exp(logprob);
  }
  return decades;
}

/** Example: ln 0.02 → −2; ln 1 → −1; ln 0.1 → −2, for 0.1 belongs to what is at most 0.1. */
const powerOf = (logprob: number): number =>
  Math.min(Math.max(Math.ceil(logprob / Math.LN10 - 1e-12) - 1, -400), -1);
