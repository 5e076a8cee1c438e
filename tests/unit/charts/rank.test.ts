import { expect, test } from 'vitest';
import { decades, linePath } from '#components/charts/rank.ts';

test('decades(min, max) covers the range with powers of ten', () => {
  expect(decades(1, 8193).map(Math.log10)).toEqual([0, 1, 2, 3, 4]);
  expect(decades(0.001, 1).map((x) => Math.round(Math.log10(x)))).toEqual([-3, -2, -1, 0]);
});

test('linePath(points) moves, then draws lines, to two decimals', () => {
  expect(linePath([])).toBe('');
  expect(
    linePath([
      [0, 1],
      [2, 1 / 3],
    ]),
  ).toBe('M0,1L2,0.33');
});
