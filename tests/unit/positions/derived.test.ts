import { describe, expect, test } from 'vitest';
import { cosineMatrix, derive, evenPositions, norms, positionTable } from '#lib/positions/index.ts';

describe('derive(table, gridSize)', () => {
  test('finds components that were built in', async () => {
    // Two orthogonal unit directions of 30 dimensions; along them one turn, 5 wide and 3 high.
    const wave = (i: number, f: (x: number) => number): number =>
      Math.sqrt(2 / 30) * f((2 * Math.PI * i) / 30);
    const rows = 64;
    const values = Float64Array.from({ length: rows * 30 }, (_, at) => {
      const angle = (2 * Math.PI * Math.floor(at / 30)) / rows;
      const along = 5 * Math.cos(angle) * wave(at % 30, Math.cos);
      return 7 + along + 3 * Math.sin(angle) * wave(at % 30, Math.sin);
    });
    const { shares, scores } = await derive(positionTable(values, 30), 8);
    expect(shares.slice(0, 2)).toEqual([expect.closeTo(25 / 34, 5), expect.closeTo(9 / 34, 5)]);
    const radius = scores[0]!.map((x, pos) => (x / 5) ** 2 + (scores[1]![pos]! / 3) ** 2);
    for (const r of radius) expect(r).toBeCloseTo(1, 4);
  });

  test('a table in which nothing varies has no components', async () => {
    const flat = await derive(positionTable(new Float64Array(12).fill(4), 3), 2);
    expect(flat.shares).toEqual([]);
    expect(flat.scores).toEqual([]);
    expect([...Array.from(flat.cosines)]).toEqual(
      [1, 1, 1, 1].map((x) => expect.closeTo(x, 12) as number),
    );
  });
});

test('cosineMatrix(table, positions) and norms(table): 3-4-5, and zeros without a direction', () => {
  const table = positionTable(Float64Array.of(3, 4, 4, 3, 0, 0), 2);
  expect(norms(table)).toEqual([5, 5, 0]);
  const { values } = cosineMatrix(table, [0, 1, 2]);
  expect([...values.slice(0, 3)]).toEqual([1, 0.96, NaN]);
  expect(values[8]).toBeNaN();
});

test('evenPositions(rows, size) has the first and the last', () => {
  expect(evenPositions(1024, 4)).toEqual([0, 341, 682, 1023]);
  expect(evenPositions(3, 8)).toEqual([0, 1, 2]);
  expect(evenPositions(1, 8)).toEqual([0]);
  expect(evenPositions(0, 8)).toEqual([]);
});

test('positionTable(values, width) refuses numbers that are not whole rows', () => {
  expect(() => positionTable(new Float64Array(10), 4)).toThrow('10 numbers');
  expect(() => positionTable(new Float64Array(0), 0)).toThrow('rows of 0');
});
