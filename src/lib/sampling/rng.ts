import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { checkSetting } from './settings.ts';

/** Uniform random numbers in [0, 1), 53 bits each. */
export type Rng = () => number;

/**
 * Random numbers that a seed (0 to 2 ** 32 − 1) fixes on every machine: xoroshiro128+ (Blackman and
 * Vigna 2018). Its state is filled by a mixer, as its authors advise: with the bare seed in it, the
 * first numbers of neighbouring seeds would hardly differ, and every seed would pick the same token.
 */
export function createRng(seed: number): Rng {
  checkSetting('seed', seed);
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((place) => mix(seed, place)));
  return () => uniformFloat64(generator);
}

/** SplitMix's step and the finalizer of MurmurHash3 (Appleby), 32 bits wide. */
function mix(seed: number, place: number): number {
  let x = (seed + Math.imul(place, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
