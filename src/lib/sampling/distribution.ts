import { checkSampling, type SamplingOptions } from './options.ts';
import { softmax } from './softmax.ts';
import { temperature } from './temperature.ts';
import { topK } from './topK.ts';
import { topP } from './topP.ts';

/** Changes logits before the draw; a token that is cut becomes −∞. */
export type Warper = (logits: Float32Array) => Float32Array;

/**
 * What the options ask for, in the order of Hugging Face's `generate`: temperature, then top-k,
 * then top-p. So top-p counts probabilities among the k that are left.
 */
export function warpers(options: SamplingOptions): Warper[] {
  checkSampling(options);
  if (options.strategy === 'greedy') return [(logits) => temperature(logits, 0)];
  const { temperature: T, topK: k, topP: p } = options;
  const chain: Warper[] = [];
  if (T !== undefined) chain.push((logits) => temperature(logits, T));
  if (k !== undefined) chain.push((logits) => topK(logits, k));
  if (p !== undefined) chain.push((logits) => topP(logits, p));
  return chain;
}

/** The probabilities that a token is drawn from, [V]: what is cut is exactly 0. */
export function distribution(logits: Float32Array, options: SamplingOptions): Float32Array {
  return softmax(warpers(options).reduce((warped, warp) => warp(warped), logits));
}
