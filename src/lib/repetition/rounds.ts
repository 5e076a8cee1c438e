import { rounds, type Loop } from './loop.ts';

/** How probable the tokens of a loop were, round by round. */
export interface RoundCurve {
  /** For each token of the phrase: its probability in each round, NaN where it was not predicted. */
  readonly tokens: readonly (readonly number[])[];
  /** The geometric mean over the phrase, exp of the mean ln P, of each whole round. */
  readonly mean: readonly number[];
}

/**
 * The probability of each token of a loop in each of its rounds.
 *
 * @param logprobs ln P of each token of the text given those before it; NaN where there is none
 */
export function roundCurve(logprobs: ArrayLike<number>, loop: Loop): RoundCurve {
  const { start, period } = loop;
  const whole = Array.from({ length: rounds(loop) }, (_, round) => round);
  const at = (round: number, i: number): number => logprobs[start + round * period + i] ?? NaN;
  const places = Array.from({ length: period }, (_, i) => i);
  return {
    tokens: places.map((i) => whole.map((round) => Math.exp(at(round, i)))),
    mean: whole.map((round) => Math.exp(places.reduce((sum, i) => sum + at(round, i), 0) / period)),
  };
}
