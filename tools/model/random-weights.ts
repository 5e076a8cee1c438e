import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { TensorName } from '../../src/lib/model/weights/index.ts';

/**
 * Endless weights for a tensor, as GPT-2 begins training with: normal with standard deviation 0.02,
 * around 1 for the scales of layer norms (biases too, so that a lost bias shows).
 * The same numbers for the same name and seed, whatever else is made. Fills `values` and returns it.
 */
export function randomWeights(
  name: TensorName,
  seed: number,
): (values: Float32Array) => Float32Array {
  const random = xoroshiro128plus(mix(name, seed));
  const uniform = () => ((random.next() >>> 0) + 0.5) / 2 ** 32;
  const mean = /ln_(1|2|f)\.weight$/.test(name) ? 1 : 0;
  return (values) => {
    // Box–Muller: two independent normals from two uniforms.
    for (let i = 0; i < values.length; i += 2) {
      const radius = 0.02 * Math.sqrt(-2 * Math.log(uniform()));
      const angle = 2 * Math.PI * uniform();
      values[i] = mean + radius * Math.cos(angle);
      if (i + 1 < values.length) values[i + 1] = mean + radius * Math.sin(angle);
    }
    return values;
  };
}

/** FNV-1a over the name, begun at the seed. */
function mix(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash;
}
