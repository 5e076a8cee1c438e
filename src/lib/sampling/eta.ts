import { atLeast } from './atLeast.ts';
import { keepOnly, SLACK } from './keep.ts';
import { checkSetting } from './settings.ts';
import { entropyOf, weightsOf } from './weights.ts';

/**
 * Keeps the tokens with a probability of at least η = min(ε, √ε · exp(−H)) and sets the other logits
 * to −∞: the cut-off falls where the distribution, of entropy H, is flat (Hewitt, Manning and Liang
 * 2022, section 4.2, with their α = √ε). Where none reaches η the most likely one stays.
 */
export function etaCutoff(logits: Float32Array, epsilon: number): Float32Array {
  return keepOnly(logits, keptByEta(logits, epsilon));
}

/** The places that the cut-off keeps, in ascending order, at least n. */
export function keptByEta(logits: Float32Array, epsilon: number, n = 1): Uint32Array {
  checkSetting('etaCutoff', epsilon);
  const all = weightsOf(logits);
  const eta = Math.min(epsilon, Math.sqrt(epsilon) * Math.exp(-entropyOf(logits, all)));
  return atLeast(logits, all.normalizer + Math.log(eta) - SLACK, n);
}
