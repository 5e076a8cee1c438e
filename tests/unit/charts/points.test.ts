import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dotTowards,
  held,
  nearestDot,
  nearestDots,
  placed,
  toPart,
  toPixel,
  WHOLE,
  zoomed,
} from '#components/charts/points.ts';

test('placed(points): the extremes lie on the margin, up is up', () => {
  const dots = placed([-1, 10, 3, 20], 0.1);
  for (const [i, part] of [0.1, 0.9, 0.9, 0.1].entries()) expect(dots[i]).toBeCloseTo(part, 6);
  expect([...placed([5, 5])]).toEqual([0.5, 0.5]);
  expect(placed([])).toHaveLength(0);
});

test('toPart is the inverse of toPixel, and a zoom holds its place still', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(part, part, fc.double({ min: 1, max: 50, noNaN: true }), (x, middle, zoom) => {
      expect(toPart(toPixel(x, middle, zoom, 400), middle, zoom, 400)).toBeCloseTo(x, 9);
    }),
  );
  const view = zoomed(WHOLE, 4, 0.25, 0.75);
  expect(toPixel(0.25, view.x, view.zoom, 100)).toBeCloseTo(25, 9);
  expect(toPixel(0.75, view.y, view.zoom, 100)).toBeCloseTo(75, 9);
  expect(zoomed(WHOLE, 0.1)).toEqual(WHOLE);
  expect(held({ zoom: 2, x: -3, y: 9 })).toEqual({ zoom: 2, x: 0.25, y: 0.75 });
});

test('nearestDot, nearestDots and dotTowards on a cross of five', () => {
  const dots = Float32Array.of(0.5, 0.5, 0.7, 0.5, 0.5, 0.2, 0.1, 0.5, 0.5, 0.6);
  expect(nearestDot(dots, 0.68, 0.52, 0.1)).toBe(1);
  expect(nearestDot(dots, 0.9, 0.9, 0.1)).toBeNull();
  expect(nearestDots(dots, 0, 3)).toEqual([4, 1, 2]);
  expect(dotTowards(dots, 0, 1, 0)).toBe(1);
  expect(dotTowards(dots, 0, 0, -1)).toBe(2);
  expect(dotTowards(dots, 1, 1, 0)).toBeNull();
});
