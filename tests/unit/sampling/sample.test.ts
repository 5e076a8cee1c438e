import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SamplingOptions as EngineOptions } from '#lib/model/api.ts';
import {
  createRng,
  distribution,
  draw,
  greedy,
  sample,
  softmax,
  type SamplingOptions,
} from '#lib/sampling/index.ts';

const draws = 100_000;
const ln = (...p: number[]) => Float32Array.from(p, Math.log);

/** Pearson's χ² of counts against probabilities. */
function chiSquare(counts: readonly number[], p: ArrayLike<number>): number {
  const n = counts.reduce((a, b) => a + b, 0);
  return counts.reduce((total, count, i) => {
    const expected = n * (p[i] ?? 0);
    return expected === 0 ? total : total + (count - expected) ** 2 / expected;
  }, 0);
}

function countDraws(logits: Float32Array, options: SamplingOptions, seed: number): number[] {
  const rng = createRng(seed);
  const counts = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < draws; i++) {
    const id = sample(logits, options, rng);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

// The 0.999 quantiles of χ² with 9 and 4 degrees of freedom are 27.88 and 18.47.
test('100,000 draws follow the distribution', () => {
  const logits = ln(0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.03, 0.015, 0.005);
  const counts = countDraws(logits, { strategy: 'sample' }, 1);
  expect(chiSquare(counts, softmax(logits))).toBeLessThan(27.88);
});

test('100,000 draws follow the distribution after temperature, top-k and top-p', () => {
  const logits = ln(0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.03, 0.015, 0.005);
  const options = { strategy: 'sample', temperature: 1.5, topK: 6, topP: 0.85 } as const;
  const p = distribution(logits, options);
  expect([...p].filter((x) => x > 0)).toHaveLength(5);
  const counts = countDraws(logits, options, 2);
  expect(counts.slice(5)).toEqual([0, 0, 0, 0, 0]);
  expect(chiSquare(counts, p)).toBeLessThan(18.47);
});

test('the same seed gives the same draws, another seed others', () => {
  const logits = new Float32Array(50_257);
  const run = (seed: number) => {
    const rng = createRng(seed);
    return Array.from({ length: 5 }, () => sample(logits, { strategy: 'sample' }, rng));
  };
  expect(run(42)).toEqual(run(42));
  expect(run(42)).not.toEqual(run(43));
});

test('greedy takes the largest logit, of equals the lowest id', () => {
  expect(greedy(Float32Array.of(1, 7, 3, 7))).toBe(1);
  expect(greedy(Float32Array.of(-Infinity, -2, -Infinity))).toBe(1);
  expect(greedy(Float32Array.of(0, -0))).toBe(0);
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, noNaN: true, max: 2 ** 100 }), (logits) => {
      fc.pre(Math.max(...logits) > -Infinity);
      expect(greedy(logits)).toBe(logits.indexOf(Math.max(...logits)));
    }),
  );
});

test('strategy greedy, temperature 0 and top-k 1 all take the greedy token', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, min: -50, max: 50, noNaN: true }), (logits) => {
      const best = greedy(logits);
      const rng = createRng(3);
      expect(sample(logits, { strategy: 'greedy', temperature: 5 }, rng)).toBe(best);
      expect(sample(logits, { strategy: 'sample', temperature: 0 }, rng)).toBe(best);
      expect(sample(logits, { strategy: 'sample', topK: 1 }, rng)).toBe(best);
    }),
  );
});

test('draw never takes what has no weight, at either end of the unit interval', () => {
  const weights = Float32Array.of(0, 0.5, 0, 0.5, 0);
  expect(draw(weights, () => 0)).toBe(1);
  expect(draw(weights, () => 0.499)).toBe(1);
  expect(draw(weights, () => 0.5)).toBe(3);
  expect(draw(weights, () => 1 - 2 ** -53)).toBe(3);
  expect(() => draw(Float32Array.of(0, 0), () => 0)).toThrow(RangeError);
});

test.each([
  [{ temperature: -1 }, /temperature .* -1/],
  [{ temperature: NaN }, /temperature .* NaN/],
  [{ topK: 0 }, /top-k .* 0/],
  [{ topK: 2.5 }, /top-k .* 2.5/],
  [{ topK: NaN }, /top-k .* NaN/],
  [{ topP: 0 }, /top-p .* 0/],
  [{ topP: 1.01 }, /top-p .* 1.01/],
  [{ topP: NaN }, /top-p .* NaN/],
  [{ seed: -1 }, /seed .* -1/],
  [{ seed: 0.5 }, /seed .* 0.5/],
  [{ seed: 2 ** 32 }, /seed .* 4294967296/],
])('%j is refused with its value', (options, message) => {
  for (const strategy of ['greedy', 'sample'] as const) {
    const attempt = () => sample(Float32Array.of(1, 2), { strategy, ...options }, createRng(1));
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  }
});

test.each([[[]], [[1, NaN]], [[Infinity, 1]], [[-Infinity]]])('logits %j are refused', (values) => {
  const logits = Float32Array.from(values);
  expect(() => sample(logits, { strategy: 'greedy' }, createRng(1))).toThrow(RangeError);
  expect(() => sample(logits, { strategy: 'sample', topK: 2 }, createRng(1))).toThrow(RangeError);
});

test("the options are the engine's", () => {
  const engine: EngineOptions = {
    strategy: 'sample',
    temperature: 0.7,
    topK: 5,
    topP: 0.9,
    seed: 1,
  };
  const ours: SamplingOptions = engine;
  const back: EngineOptions = ours;
  expect(sample(Float32Array.of(0, 50), back, createRng(1))).toBe(1);
});
