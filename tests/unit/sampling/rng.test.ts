import { expect, test } from 'vitest';
import { createRng } from '#lib/sampling/index.ts';

/** χ² of numbers in [0, 1) over 20 equal bins; its 0.999 quantile (19 degrees of freedom) is 43.82. */
function chiSquare(values: readonly number[]): number {
  const counts = new Array<number>(20).fill(0);
  for (const value of values)
    counts[Math.floor(value * 20)] = (counts[Math.floor(value * 20)] ?? 0) + 1;
  const expected = values.length / 20;
  return counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
}

test.each([0, 1, 42, 2 ** 31, 2 ** 32 - 1])('createRng(%d) is uniform in [0, 1)', (seed) => {
  const rng = createRng(seed);
  const values = Array.from({ length: 100_000 }, rng);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(chiSquare(values)).toBeLessThan(43.82);
});

test('numbers have more than 32 bits', () => {
  const rng = createRng(5);
  const values = Array.from({ length: 100 }, rng);
  expect(values.some((value) => !Number.isInteger(value * 2 ** 32))).toBe(true);
});

test('the first numbers of neighbouring seeds are as different as any', () => {
  const firsts = Array.from({ length: 10_000 }, (_, seed) => createRng(seed)());
  expect(chiSquare(firsts)).toBeLessThan(43.82);
  const steps = firsts.slice(1).map((value, i) => (value - (firsts[i] ?? 0) + 1) % 1);
  expect(chiSquare(steps)).toBeLessThan(43.82);
});

test('the same seed gives the same numbers', () => {
  const [a, b] = [createRng(7), createRng(7)];
  for (let i = 0; i < 100; i++) expect(a()).toBe(b());
});
