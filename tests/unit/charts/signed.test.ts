import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenPath, extentOf } from '#components/charts/linePlot.ts';
import { SIGNED_STOPS, signedLevel, signedPaths, signedTable } from '#components/charts/signed.ts';
import { project } from '#components/charts/spin.ts';

describe('signedTable(theme)', () => {
  test('has the stops of the style sheet, in order', () => {
    const css = readFileSync('src/styles/scales.css', 'utf8');
    const pairs = [...css.matchAll(/--div-\d: light-dark\((#\w+), (#\w+)\)/g)];
    expect(pairs.map(([, light]) => light)).toEqual(SIGNED_STOPS.light);
    expect(pairs.map(([, , dark]) => dark)).toEqual(SIGNED_STOPS.dark);
  });

  test('begins and ends with the first and the last stop', () => {
    for (const theme of ['light', 'dark'] as const) {
      const hex = (at: number): string =>
        `#${[...signedTable(theme).subarray(at, at + 3)].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
      expect(hex(0)).toBe(SIGNED_STOPS[theme][0]);
      expect(hex(255 * 3)).toBe(SIGNED_STOPS[theme][8]);
    }
  });
});

test('signedLevel(max) puts zero in the middle and holds to the ends', () => {
  const level = signedLevel(2);
  expect([-9, -2, 0, 1, 2, 5].map(level)).toEqual([0, 0, 0.5, 0.75, 1, 1]);
});

test('signedPaths(matrix, max) draws each cell once, in the stop nearest its level', () => {
  const value = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 12, maxLength: 12 }), (values) => {
      const drawn = new Map<number, number>();
      for (const { stop, d } of signedPaths({ rows: 3, cols: 4, values }, 1)) {
        let [x, y] = [0, 0];
        for (const [, dx, dy, run] of d.matchAll(/m(-?\d+) (-?\d+)h(\d+)v1h-\3z/gi)) {
          [x, y] = [x + Number(dx), y + Number(dy)];
          for (let i = 0; i < Number(run); i++) {
            const at = y * 4 + x + i;
            expect(drawn.has(at)).toBe(false);
            drawn.set(at, stop);
          }
        }
      }
      const wanted = values.map((v, at) => [at, Math.round((0.5 + v / 2) * 8)] as const);
      const seen = wanted.filter(([at]) => !Number.isNaN(values[at]));
      expect([...drawn].sort(([a], [b]) => a - b)).toEqual(seen);
    }),
  );
});

test('project(point, view): from the side, from above, turned by a quarter', () => {
  const close = (xy: readonly number[]): unknown[] => xy.map((x) => expect.closeTo(x, 12));
  expect(project([1, 2, 3], { yaw: 0, pitch: 0 })).toEqual(close([1, 3]));
  expect(project([1, 2, 3], { yaw: 0, pitch: 90 })).toEqual(close([1, 2]));
  expect(project([1, 2, 3], { yaw: 90, pitch: 0 })).toEqual(close([2, 3]));
  expect(project([1, 2, 3], { yaw: 90, pitch: 90 })).toEqual(close([2, -1]));
});

test('extentOf(lines) leaves out what is no number, and is never empty', () => {
  const line = (...ys: number[]) => ({
    ...{ name: 'y', colour: 1 as const },
    points: ys.map((y, x) => [x, y] as const),
  });
  expect(extentOf([line(3, NaN, -1), line(8)])).toEqual([-1, 8]);
  expect(extentOf([line(2, 2)])).toEqual([1.5, 2.5]);
  expect(extentOf([])).toEqual([0, 1]);
});

test('brokenPath(points) breaks at what is no number', () => {
  const points = [
    [0, 1],
    [1.26, 2],
    [2, NaN],
    [3, 4],
    [4, 5],
  ] as const;
  expect(brokenPath(points)).toBe('M0 1L1.3 2M3 4L4 5');
});
