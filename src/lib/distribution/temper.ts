import { fromBins, type Ranked } from './ranked.ts';

/**
 * The distribution at temperature T, softmax(z / T): ranks stay, T < 1 steepens and T > 1 flattens. The
 * limits: T = 0 leaves the likeliest token alone, T = ∞ makes all that are possible equally likely.
 */
export function atTemperature(all: Ranked, T: number): Ranked {
  if (!(T >= 0)) throw new RangeError(`a temperature is a number of at least 0: ${String(T)}`);
  if (T === 1) return all;
  const { logprobs, ends } = all;
  const largest = logprobs[0] ?? 0;
  const at = (logprob: number, bin: number): number => {
    if (T === 0) return bin === 0 ? 0 : -Infinity;
    if (logprob === -Infinity) return logprob;
    return T === Infinity ? 0 : (logprob - largest) / T;
  };
  return fromBins(logprobs.map(at), ends);
}
