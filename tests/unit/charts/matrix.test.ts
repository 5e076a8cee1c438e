import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colourTable } from '#components/charts/colour.ts';
import { legendTicks, levelScale } from '#components/charts/level.ts';
import {
  causalMask,
  cellAt,
  moveCell,
  paint,
  thinLabels,
  thumbnail,
  valueAt,
} from '#components/charts/matrix.ts';

const matrix = { rows: 2, cols: 3, values: [0, 0.5, 1, 0.25, 0.75, 0] };

describe('levelScale(options)', () => {
  test('linear: min → 0, max → 1, outside is held to the ends', () => {
    const level = levelScale({ scale: 'linear', min: 10, max: 20 });
    expect([5, 10, 15, 20, 25, NaN].map(level)).toEqual([0, 0, 0.5, 1, 1, 0]);
  });

  test('log: equal ratios are equal steps; the floor and below are nothing', () => {
    const level = levelScale({ scale: 'log', floor: 1e-4 });
    expect(level(1)).toBe(1);
    expect(level(0.01)).toBeCloseTo(0.5, 12);
    expect(level(0.001)).toBeCloseTo(0.25, 12);
    expect([1e-4, 1e-9, 0, NaN].map(level)).toEqual([0, 0, 0, 0]);
  });
});

test('legendTicks(options) writes quarters, or powers of ten', () => {
  expect(legendTicks({ scale: 'linear' })).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(legendTicks({ scale: 'log' }).map((t) => Math.log10(t))).toEqual([-4, -3, -2, -1, 0]);
});

describe('paint(matrix, level, table, mask)', () => {
  const table = colourTable('light');
  const pixels = paint(matrix, levelScale({ scale: 'linear' }), table, causalMask);

  test('gives each cell its colour of the table', () => {
    expect([...pixels.subarray(0, 4)]).toEqual([...table.subarray(0, 3), 255]);
    expect([...pixels.subarray(16, 20)]).toEqual([...table.subarray(191 * 3, 191 * 3 + 3), 255]);
  });

  test('leaves masked cells transparent', () => {
    expect([...pixels.subarray(4, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

test('valueAt(matrix, cell) reads row by row; NaN outside', () => {
  expect(valueAt(matrix, { row: 1, col: 1 })).toBe(0.75);
  expect(valueAt(matrix, { row: 2, col: 0 })).toBeNaN();
  expect(valueAt(matrix, { row: 0, col: 3 })).toBeNaN();
});

test('cellAt(x, y, box, matrix) finds the cell under a point; null outside', () => {
  const box = { width: 300, height: 100 };
  expect(cellAt(299, 51, box, matrix)).toEqual({ row: 1, col: 2 });
  expect(cellAt(0, 0, box, matrix)).toEqual({ row: 0, col: 0 });
  expect(cellAt(300, 50, box, matrix)).toBeNull();
  expect(cellAt(10, -1, box, matrix)).toBeNull();
});

describe('moveCell(from, key, matrix)', () => {
  test('arrows, Home and End move within the matrix', () => {
    const from = { row: 0, col: 1 };
    expect(moveCell(from, 'ArrowDown', matrix)).toEqual({ row: 1, col: 1 });
    expect(moveCell(from, 'ArrowUp', matrix)).toEqual(from);
    expect(moveCell(from, 'Home', matrix)).toEqual({ row: 0, col: 0 });
    expect(moveCell(from, 'End', matrix, true)).toEqual({ row: 1, col: 2 });
    expect(moveCell(from, 'x', matrix)).toBeNull();
  });

  test('never leaves the matrix, whatever is pressed', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown'];
    const size = fc.integer({ min: 1, max: 1024 });
    const presses = fc.array(fc.constantFrom(...keys), { maxLength: 60 });
    fc.assert(
      fc.property(size, size, presses, fc.boolean(), (rows, cols, pressed, ctrl) => {
        let at = { row: 0, col: 0 };
        for (const key of pressed) at = moveCell(at, key, { rows, cols, values: [] }, ctrl) ?? at;
        return at.row >= 0 && at.row < rows && at.col >= 0 && at.col < cols;
      }),
    );
  });
});

test('thinLabels(count, length, gap) keeps labels at least a gap apart', () => {
  expect(thinLabels(10, 100, 20)).toEqual([0, 2, 4, 6, 8]);
  expect(thinLabels(10, 400, 20)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(thinLabels(1, 10, 20)).toEqual([0]);
  expect(thinLabels(1024, 420, 15).length).toBeLessThanOrEqual(28);
});

test('thumbnail(matrix, size) keeps small matrices and picks evenly from large ones', () => {
  expect(thumbnail(matrix, 5)).toEqual({ ...matrix, values: Float32Array.from(matrix.values) });
  const large = { rows: 4, cols: 4, values: Array.from({ length: 16 }, (_, i) => i) };
  expect([...(thumbnail(large, 2).values as Float32Array)]).toEqual([5, 7, 13, 15]);
});
