import { candidates } from './distribution.ts';
import { greedy } from './greedy.ts';
import { checkSampling, NO_TEXT, type SamplingOptions, type TextSoFar } from './options.ts';
import { process } from './process.ts';
import type { Rng } from './rng.ts';
import { softmax } from './softmax.ts';

/**
 * Picks the next token: processors, then, for a draw, warpers (docs/decoding.md has the order). A
 * greedy pick, temperature 0 included, uses up no random number. Throws a NothingLeft where every
 * token is banned, a RangeError for options or logits that make no sense.
 */
export function sample(
  logits: Float32Array,
  options: SamplingOptions,
  rng: Rng,
  text: TextSoFar = NO_TEXT,
): number {
  checkSampling(options);
  const processed = process(logits, options, text);
  if (options.strategy === 'greedy' || options.temperature === 0) return greedy(processed);
  const { ids, logits: left } = candidates(processed, options);
  const place = draw(softmax(left), rng);
  return ids === null ? place : (ids[place] ?? 0);
}

/** Draws an id by its weight (inverse of the cumulative sum): weights need not add up to 1. */
export function draw(weights: Float32Array, rng: Rng): number {
  let total = 0;
  for (let id = 0; id < weights.length; id++) total += weights[id] ?? 0;
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
