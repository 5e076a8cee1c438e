import { atLeast } from './atLeast.ts';
import { greedy } from './greedy.ts';
import { keepOnly, SLACK } from './keep.ts';
import { checkSetting } from './settings.ts';

/**
 * Keeps the tokens at least m times as likely as the most likely one, m from 0 to 1, and sets the
 * other logits to −∞ (Nguyen et al. 2024, "Turning up the heat: min-p sampling", section 3).
 */
export function minP(logits: Float32Array, m: number): Float32Array {
  return keepOnly(logits, keptByMinP(logits, m));
}

/** The places that min-p keeps, in ascending order, at least n. P ≥ m · max P where z ≥ max z + ln m. */
export function keptByMinP(logits: Float32Array, m: number, n = 1): Uint32Array {
  checkSetting('minP', m);
  const largest = logits[greedy(logits)] ?? 0;
  return atLeast(logits, largest + Math.log(m) - SLACK, n);
}
