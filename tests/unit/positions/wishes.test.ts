import { describe, expect, test } from 'vitest';
import {
  alibiEncoding,
  alibiSlopes,
  distanceVerdict,
  explainedByDistance,
  firstMissing,
  lengthVerdict,
  nearestPair,
  noEncoding,
  positionTable,
  ropeEncoding,
  sinusoidEncoding,
  tableEncoding,
  uniqueVerdict,
} from '#lib/positions/index.ts';

const formulas = {
  sinusoid: sinusoidEncoding(16),
  rope: ropeEncoding(16),
  alibi: alibiEncoding(alibiSlopes(8)[0]!),
};

describe.each(Object.entries(formulas))('%s', (_, encoding) => {
  test('keeps all three wishes', () => {
    expect(uniqueVerdict(nearestPair(encoding, 128).distance)).toBe('holds');
    expect(distanceVerdict(explainedByDistance(encoding, 128))).toBe('holds');
    expect(lengthVerdict(firstMissing(encoding, [0, 1023, 1024, 1_000_000]))).toBe('holds');
  });
});

describe('no positions', () => {
  test('all places are the same, and no distance is told from another', () => {
    expect(nearestPair(noEncoding, 16)).toEqual({ distance: 0, pair: [0, 1] });
    expect(explainedByDistance(noEncoding, 16)).toBe(0);
    expect(uniqueVerdict(0)).toBe('fails');
    expect(distanceVerdict(0)).toBe('fails');
  });
});

describe('a learned table', () => {
  const table = positionTable(Float64Array.of(1, 0, 0, 1, 1, 0.5, 3, 4), 2);

  test('nearestPair finds the two rows that are nearest: (1, 0) and (1, 0.5)', () => {
    expect(nearestPair(tableEncoding(table), 4)).toEqual({ distance: 0.5, pair: [0, 2] });
  });

  test('explainedByDistance is the correlation ratio, by hand', () => {
    // Dot products: apart by 1: 0, 0.5, 5; by 2: 1, 4; by 3: 3. All: mean 2.25.
    const groups = [[0, 0.5, 5], [1, 4], [3]];
    const all = groups.flat();
    const mean = all.reduce((a, b) => a + b) / all.length;
    const total = all.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const between = groups.reduce((sum, group) => {
      const middle = group.reduce((a, b) => a + b) / group.length;
      return sum + group.length * (middle - mean) ** 2;
    }, 0);
    expect(explainedByDistance(tableEncoding(table), 4)).toBeCloseTo(between / total, 12);
  });

  test('firstMissing says where it ends, or where a number is not finite', () => {
    expect(firstMissing(tableEncoding(table), [0, 3, 4, 5])).toBe(4);
    const broken = positionTable(Float64Array.of(1, 2, NaN, 3), 2);
    expect(firstMissing(tableEncoding(broken), [0, 1])).toBe(1);
    expect(lengthVerdict(4)).toBe('fails');
  });
});

test('distanceVerdict says partly where distance explains more than half', () => {
  expect(distanceVerdict(0.8)).toBe('partly');
  expect(distanceVerdict(0.49)).toBe('fails');
  expect(distanceVerdict(0.999)).toBe('partly');
});
