import { expect, test } from 'vitest';
import { areaPath } from '#components/charts/linePlot.ts';
import { powersWithin } from '#components/charts/rank.ts';

test('powersWithin(domain, most) keeps the largest and goes down in equal steps', () => {
  expect(powersWithin([1, 8193], 8)).toEqual([1, 10, 100, 1000]);
  expect(powersWithin([1e-10, 1], 4).map((p) => Math.round(Math.log10(p)))).toEqual([
    -9, -6, -3, 0,
  ]);
  expect(powersWithin([1, 10], 8)).toEqual([1, 10]);
});

test('areaPath(points, bottom) closes the ground under a curve and leaves out what is no number', () => {
  const points = [
    [0, 5],
    [1, NaN],
    [2, 3],
  ] as const;
  expect(areaPath(points, 10)).toBe('M0 5L2 3L2 10L0 10Z');
  expect(areaPath([], 10)).toBe('');
  expect(areaPath([[1, NaN]], 10)).toBe('');
});
