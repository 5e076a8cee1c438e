import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotsPath } from '#components/charts/dots.ts';

test('dotsPath(points, step) is a line of no length at each point', () => {
  const place = fc.integer({ min: -2000, max: 2000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place)), fc.constantFrom(1, 0.1), (points, step) => {
      let [x, y] = [0, 0];
      const drawn: unknown[] = [];
      for (const [, how, dx, dy] of dotsPath(points, step).matchAll(
        /([Mm])([-.\d]+) ([-.\d]+)h0/g,
      )) {
        expect(how === 'M').toBe(drawn.length === 0);
        [x, y] = [x + Number(dx), y + Number(dy)];
        drawn.push([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
      }
      expect(points.map(([px, py]) => [px * step, py * step])).toEqual(drawn);
    }),
  );
  expect(dotsPath([])).toBe('');
});
