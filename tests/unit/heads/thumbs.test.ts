import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FULL, pool } from '#lib/heads/index.ts';

const causal = (T: number): number[] =>
  Array.from({ length: T * T }, (_, i) =>
    i % T <= Math.floor(i / T) ? ((i * 7919) % 1000) / 1000 : 0,
  );

test('a short pattern keeps every weight', () => {
  const pattern = causal(9);
  expect([...pool(pattern, 9)]).toEqual(pattern.map((weight) => Math.round(weight * FULL)));
});

test('pooled: no largest weight is lost, and means keep the sum', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 2, max: 12 }), (T, side) => {
      const pattern = causal(T);
      const most = Math.min(T, side);
      const largest = pool(pattern, T, 'max', side);
      expect(Math.max(...largest)).toBe(Math.round(Math.max(...pattern) * FULL));
      for (let i = 0; i < most; i++)
        for (let j = i + 1; j < most; j++) expect(largest[i * most + j]).toBe(0);
      if (T % most !== 0) return;
      // Each cell holds as many places as the mask leaves in it.
      const means = pool(pattern, T, 'mean', side);
      const block = T / most;
      let sum = 0;
      for (let i = 0; i < most; i++)
        for (let j = 0; j <= i; j++)
          sum += (means[i * most + j] ?? 0) * (i === j ? (block * (block + 1)) / 2 : block ** 2);
      const whole = pattern.reduce((a, b) => a + b, 0) * FULL;
      expect(Math.abs(sum - whole)).toBeLessThanOrEqual(T * T);
    }),
  );
});
