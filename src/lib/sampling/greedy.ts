/** There is nothing to pick: every token is banned. The text so far is still good. */
export class NothingLeft extends RangeError {
  override readonly name = 'NothingLeft';
}

/**
 * The most likely token; of equals the one with the lowest id.
 * Throws a RangeError for logits that no distribution comes from: none at all, NaN, +∞, or only −∞
 * (that one a NothingLeft).
 */
export function greedy(logits: Float32Array): number {
  let best = -1;
  let largest = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] ?? NaN;
    // NaN is neither
    if (logit <= largest) continue;
    if (Number.isNaN(logit)) throw new RangeError(`logit is not a number at id ${id}`);
    largest = logit;
    best = id;
  }
  if (best < 0) throw new NothingLeft(`no token is possible among ${logits.length} logits`);
  if (largest === Infinity) throw new RangeError(`logit is infinite at id ${best}`);
  return best;
}
