import { distribution, softmax, topTokens, type SamplingOptions } from '../sampling/index.ts';
import { rankCurve, type RankPoint } from './rank-curve.ts';

/** One of the likeliest tokens. */
export interface Likely {
  readonly id: number;
  /** Its probability under the model itself: temperature 1, nothing cut. */
  readonly p: number;
  /** Its probability in the draw, after temperature, top-k and top-p; 0 when it is cut. */
  readonly q?: number;
}

/** What the page shows of the next token's distribution. */
export interface NextToken {
  readonly top: readonly Likely[];
  /** Entropy of the whole distribution in bits (Shannon 1948). */
  readonly entropy: number;
  readonly curve: readonly RankPoint[];
  /** How many tokens the draw can give; null when every token can be drawn. */
  readonly kept: number | null;
}

/** The settings before the reader changes them. */
export const DEFAULT_SAMPLING = {
  strategy: 'sample',
  temperature: 0.8,
  topK: 40,
  seed: 42,
} as const satisfies SamplingOptions;

/** How many bars there are. */
export const TOP = 20;

/** Logits [V] → what is shown of them. Costs a few passes and one sort over V. */
export function nextToken(logits: Float32Array, sampling: SamplingOptions): NextToken {
  const p = softmax(logits);
  const plain = isPlain(sampling);
  const q = plain ? null : distribution(logits, sampling);
  const top = topTokens(logits, TOP).map(({ id }) => ({
    id,
    p: p[id] ?? 0,
    ...(q === null ? {} : { q: q[id] ?? 0 }),
  }));
  const kept = q === null ? logits.length : count(q);
  return {
    top,
    entropy: entropy(p),
    curve: rankCurve(p),
    kept: kept === logits.length ? null : kept,
  };
}

/** −Σ p log₂ p; 0 log 0 is 0. */
export function entropy(probabilities: Float32Array): number {
  let bits = 0;
  for (const p of probabilities) if (p > 0) bits -= p * Math.log2(p);
  return bits;
}

/** The share of the listed tokens together. */
export function mass(top: readonly Likely[]): number {
  return top.reduce((sum, { p }) => sum + p, 0);
}

/** True when the settings leave the model's own distribution as it is. */
function isPlain({ strategy, temperature, topK, topP }: SamplingOptions): boolean {
  const unchanged = (temperature ?? 1) === 1 && topK === undefined && (topP ?? 1) === 1;
  return strategy === 'sample' && unchanged;
}

function count(q: Float32Array): number {
  let kept = 0;
  for (const value of q) if (value > 0) kept++;
  return kept;
}
