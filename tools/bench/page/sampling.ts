/** Times of one pick from GPT-2's vocabulary, and of one pass over the same numbers. */
import { createRng, sample, type SamplingOptions } from '#lib/sampling/index.ts';

const V = 50_257;
const rounds = 300;

const cuts = { topP: 0.95, minP: 0.02, typicalP: 0.95, epsilonCutoff: 3e-4, etaCutoff: 3e-4 };
const everything: SamplingOptions = {
  strategy: 'sample',
  temperature: 0.9,
  topK: 50,
  ...cuts,
  repetitionPenalty: 1.2,
  frequencyPenalty: 0.1,
  presencePenalty: 0.1,
  noRepeatNgramSize: 3,
  badWordsIds: [[1], [2, 3]],
  minLength: 2000,
  minNewTokens: 1000,
  eosTokenId: V - 1,
};
const { topK: _, ...withoutTopK } = everything;

/** Like GPT-2's: most logits some ten below the largest, a few dozen near it. */
function logitsOf(seed: number): Float32Array {
  const rng = createRng(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
  return Float32Array.from({ length: V }, () => -90 + 3 * normal());
}

function sum(values: Float32Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total;
}

/** Milliseconds of each contender in each round; they take turns, and the first rounds warm up. */
function measure(): Record<'pass' | 'all' | 'noTopK', number[]> {
  const rng = createRng(1);
  const ids = Array.from({ length: 600 }, () => Math.floor(rng() * V));
  const text = { ids, promptLength: 500 };
  const inputs = Array.from({ length: 8 }, (_unused, seed) => logitsOf(seed));
  const contenders = {
    pass: sum,
    all: (logits: Float32Array) => sample(logits, everything, rng, text),
    noTopK: (logits: Float32Array) => sample(logits, withoutTopK, rng, text),
  };
  const times = { pass: [] as number[], all: [] as number[], noTopK: [] as number[] };
  let seen = 0;
  for (let round = 0; round < 2 * rounds; round++) {
    for (const name of ['pass', 'all', 'noTopK'] as const) {
      // a browser's clock is coarse: eight picks at a time
      const began = performance.now();
      for (const logits of inputs) seen += contenders[name](logits);
      const ms = (performance.now() - began) / inputs.length;
      if (round >= rounds) times[name].push(ms);
    }
  }
  if (!Number.isFinite(seen)) throw new Error('the picks went wrong');
  return times;
}

Object.assign(globalThis, { measure });
