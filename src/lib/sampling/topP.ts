import { descending } from './descending.ts';
import { keepOnly } from './keep.ts';
import { checkTopP } from './options.ts';
import { logSumExp } from './softmax.ts';

/**
 * Keeps the nucleus and sets the other logits to −∞: the smallest set of most likely tokens whose
 * probabilities add up to at least p (Holtzman et al. 2020, section 3.1). When the sum is exactly p
 * no further token is added; p = 1 keeps all.
 */
export function topP(logits: Float32Array, p: number): Float32Array {
  checkTopP(p);
  return p === 1 ? logits : keepOnly(logits, nucleus(logits, p));
}

function* nucleus(logits: Float32Array, p: number): Generator<number, void, undefined> {
  const normalizer = logSumExp(logits);
  let cumulative = 0;
  for (const id of descending(logits)) {
    yield id;
    cumulative += Math.exp((logits[id] ?? -Infinity) - normalizer);
    if (cumulative >= p) return;
  }
}
