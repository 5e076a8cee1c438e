import { distribution } from './distribution.ts';
import { greedy } from './greedy.ts';
import { checkSampling, type SamplingOptions } from './options.ts';
import type { Rng } from './rng.ts';

/** Picks the next token. A greedy pick, temperature 0 included, uses up no random number. */
export function sample(logits: Float32Array, options: SamplingOptions, rng: Rng): number {
  checkSampling(options);
  if (options.strategy === 'greedy' || options.temperature === 0) return greedy(logits);
  return draw(distribution(logits, options), rng);
}

/** Draws an id by its weight (inverse of the cumulative sum): weights need not add up to 1. */
export function draw(weights: Float32Array, rng: Rng): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let left = rng() * total;
  let last = -1;
  for (let id = 0; id < weights.length && left >= 0; id++) {
    const weight = weights[id] ?? 0;
    if (!(weight > 0)) continue;
    last = id;
    left -= weight;
  }
  if (last < 0) throw new RangeError(`no token is possible among ${weights.length} weights`);
  return last;
}
