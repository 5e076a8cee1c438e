import { atLeast } from './atLeast.ts';
import { keepOnly, SLACK } from './keep.ts';
import { checkSetting } from './settings.ts';
import { logSumExp } from './softmax.ts';

/**
 * Keeps the tokens with a probability of at least ε and sets the other logits to −∞ (Hewitt, Manning
 * and Liang 2022, "Truncation sampling as language model desmoothing", section 4.1). Where none
 * reaches ε the most likely one stays.
 */
export function epsilonCutoff(logits: Float32Array, epsilon: number): Float32Array {
  return keepOnly(logits, keptByEpsilon(logits, epsilon));
}

/** The places that the cut-off keeps, in ascending order, at least n. */
export function keptByEpsilon(logits: Float32Array, epsilon: number, n = 1): Uint32Array {
  checkSetting('epsilonCutoff', epsilon);
  return atLeast(logits, logSumExp(logits) + Math.log(epsilon) - SLACK, n);
}
