import { keptByEpsilon } from './epsilon.ts';
import { keptByEta } from './eta.ts';
import { greedy } from './greedy.ts';
import { keepOnly, pick } from './keep.ts';
import { keptByMinP } from './minP.ts';
import { checkSampling, NO_TEXT, type SamplingOptions, type TextSoFar } from './options.ts';
import type { WarperOptions } from './options.ts';
import { process } from './process.ts';
import { logSoftmax, softmax } from './softmax.ts';
import { temperature } from './temperature.ts';
import { keptByTopK } from './topK.ts';
import { keptByTopP } from './topP.ts';
import { keptByTypical } from './typical.ts';

/** Changes logits before the draw; a token that is cut becomes −∞. */
export type Warper = (logits: Float32Array) => Float32Array;

/** A warper that only cuts, and the places that it keeps. */
export interface Cut {
  readonly name: 'topK' | 'topP' | 'minP' | 'typicalP' | 'epsilonCutoff' | 'etaCutoff';
  readonly keep: (logits: Float32Array) => Uint32Array;
}

/**
 * The cuts that the options ask for, in the order of Hugging Face's `generate`: top-k, top-p, min-p,
 * typical, epsilon, eta. Each counts probabilities among the tokens that the ones before have left.
 * At least n tokens stay.
 */
export function cutsOf(options: WarperOptions, n = 1): Cut[] {
  const { topK: k, topP: p = 1, minP: m = 0, typicalP: tau = 1 } = options;
  const { epsilonCutoff: epsilon = 0, etaCutoff: eta = 0 } = options;
  const cuts: Cut[] = [];
  if (k !== undefined) cuts.push({ name: 'topK', keep: (z) => keptByTopK(z, k, n) });
  if (p !== 1) cuts.push({ name: 'topP', keep: (z) => keptByTopP(z, p, n) });
  if (m !== 0) cuts.push({ name: 'minP', keep: (z) => keptByMinP(z, m, n) });
  if (tau !== 1) cuts.push({ name: 'typicalP', keep: (z) => keptByTypical(z, tau, n) });
  if (epsilon !== 0)
    cuts.push({ name: 'epsilonCutoff', keep: (z) => keptByEpsilon(z, epsilon, n) });
  if (eta !== 0) cuts.push({ name: 'etaCutoff', keep: (z) => keptByEta(z, eta, n) });
  return cuts;
}

/** What the options ask for, in order: temperature, then the cuts. Greedy is temperature 0 alone. */
export function warpers(options: SamplingOptions): Warper[] {
  checkSampling(options);
  if (options.strategy === 'greedy') return [(logits) => temperature(logits, 0)];
  const cuts = cutsOf(options).map<Warper>(
    ({ keep }) =>
      (logits) =>
        keepOnly(logits, keep(logits)),
  );
  const { temperature: T } = options;
  return T === undefined ? cuts : [(logits) => temperature(logits, T), ...cuts];
}

/** The tokens that are left: their ids, ascending (null for all), and their warped logits, packed. */
export interface Candidates {
  readonly ids: Uint32Array | null;
  readonly logits: Float32Array;
}

/**
 * All warpers at once, over ever fewer tokens: what is cut costs nothing further on. Temperature leaves
 * the order as it is, so top-k, which looks at nothing else, may come before it.
 */
export function candidates(logits: Float32Array, options: WarperOptions, n = 1): Candidates {
  const { topK: k, temperature: T = 1, ...others } = options;
  if (k !== undefined) greedy(logits); // refuses NaN
  let ids = k === undefined ? null : keptByTopK(logits, k, n);
  let left = temperature(ids === null ? logits : pick(logits, ids), T);
  for (const { keep } of cutsOf(others, n)) {
    const places = keep(left);
    left = pick(left, places);
    ids = ids === null ? places : pick(ids, places);
  }
  return { ids, logits: options.renormalizeLogits === true ? logSoftmax(left) : left };
}

/** The probabilities that a token is drawn from, [V]: what is cut is exactly 0. */
export function distribution(
  logits: Float32Array,
  options: SamplingOptions,
  text: TextSoFar = NO_TEXT,
): Float32Array {
  checkSampling(options);
  const processed = process(logits, options, text);
  const probabilities = new Float32Array(logits.length);
  if (options.strategy === 'greedy') {
    probabilities[greedy(processed)] = 1;
    return probabilities;
  }
  const { ids, logits: left } = candidates(processed, options);
  const kept = softmax(left);
  if (ids === null) return kept;
  for (let i = 0; i < kept.length; i++) probabilities[ids[i] ?? 0] = kept[i] ?? 0;
  return probabilities;
}
