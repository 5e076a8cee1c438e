/** How the next token is picked from the logits. */
export interface SamplingOptions {
  /** `greedy`: the most likely token; `sample`: a draw from the distribution below. */
  readonly strategy: 'greedy' | 'sample';
  /** Divides the logits; 0 is the greedy limit; default 1. */
  readonly temperature?: number;
  /** Keeps the k most likely tokens; default all. */
  readonly topK?: number;
  /** Keeps the smallest set of tokens with this much probability; default 1, all. */
  readonly topP?: number;
  /** Of the random numbers: the same seed, the same draws. */
  readonly seed?: number;
}

/** Throws a RangeError that names the option which makes no sense, and what would. */
export function checkSampling({ strategy, temperature, topK, topP, seed }: SamplingOptions): void {
  if (strategy !== 'greedy' && strategy !== 'sample') {
    throw new RangeError(`strategy must be 'greedy' or 'sample': ${String(strategy)}`);
  }
  if (temperature !== undefined) checkTemperature(temperature);
  if (topK !== undefined) checkTopK(topK);
  if (topP !== undefined) checkTopP(topP);
  if (seed !== undefined) checkSeed(seed);
}

export function checkTemperature(temperature: number): void {
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw new RangeError(`temperature must be a finite number of at least 0: ${temperature}`);
  }
}

export function checkTopK(k: number): void {
  if (!(Number.isInteger(k) && k >= 1)) {
    throw new RangeError(`top-k must be a whole number of at least 1: ${k}`);
  }
}

export function checkTopP(p: number): void {
  if (!(p > 0 && p <= 1)) throw new RangeError(`top-p must be above 0 and at most 1: ${p}`);
}

export function checkSeed(seed: number): void {
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)) {
    throw new RangeError(`seed must be a whole number from 0 to 4294967295: ${seed}`);
  }
}
