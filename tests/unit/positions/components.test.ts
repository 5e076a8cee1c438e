import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  derive,
  dot,
  norm,
  positionTable,
  principalComponents,
  sinusoidTable,
  symmetricEigen,
} from '#lib/positions/index.ts';

describe('symmetricEigen(matrix, n)', () => {
  test('finds a known decomposition: [[2, 1], [1, 2]] has 3 and 1', () => {
    const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
    expect(values).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(Math.abs(vectors[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('the second differences of n points have 2 − 2 cos(jπ / (n + 1))', () => {
    const n = 9;
    const matrix = Array.from({ length: n * n }, (_, at) => {
      const apart = Math.abs(Math.floor(at / n) - (at % n));
      return apart === 0 ? 2 : apart === 1 ? -1 : 0;
    });
    const wanted = Array.from(
      { length: n },
      (_, j) => 2 - 2 * Math.cos(((n - j) * Math.PI) / (n + 1)),
    );
    symmetricEigen(matrix, n).values.forEach((value, j) =>
      expect(value).toBeCloseTo(wanted[j]!, 10),
    );
  });

  test('A v = λ v with orthonormal v, for any symmetric A', () => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 25, maxLength: 25 }), (raw) => {
        const a = raw.map((_, at) => raw[at]! + raw[(at % 5) * 5 + Math.floor(at / 5)]!);
        const { values, vectors } = symmetricEigen(a, 5);
        vectors.forEach((v, i) => {
          expect(norm(v)).toBeCloseTo(1, 10);
          for (let row = 0; row < 5; row++) {
            expect(dot(a.slice(row * 5, row * 5 + 5), v)).toBeCloseTo(values[i]! * v[row]!, 8);
          }
        });
        expect([...values].sort((x, y) => y - x)).toEqual(values);
      }),
    );
  });
});

describe('principalComponents(table, count)', () => {
  test('finds directions and variances that were built in', () => {
    // Two unit directions of 30 dimensions; along them a cosine and a sine over whole turns.
    const u = Float64Array.from(
      { length: 30 },
      (_, i) => Math.sqrt(2 / 30) * Math.cos((2 * Math.PI * i) / 30),
    );
    const v = Float64Array.from(
      { length: 30 },
      (_, i) => Math.sqrt(2 / 30) * Math.sin((2 * Math.PI * i) / 30),
    );
    const rows = 64;
    const values = Float64Array.from({ length: rows * 30 }, (_, at) => {
      const angle = (2 * Math.PI * Math.floor(at / 30)) / rows;
      return 7 + 5 * Math.cos(angle) * u[at % 30]! + 3 * Math.sin(angle) * v[at % 30]!;
    });
    const { directions, variances, total, scores } = principalComponents(
      positionTable(values, 30),
      2,
    );
    expect(Math.abs(dot(directions[0]!, u))).toBeCloseTo(1, 8);
    expect(Math.abs(dot(directions[1]!, v))).toBeCloseTo(1, 8);
    expect(variances[0]).toBeCloseTo((25 * rows) / 2 / (rows - 1), 8);
    expect(variances[1]).toBeCloseTo((9 * rows) / 2 / (rows - 1), 8);
    expect(total).toBeCloseTo((34 * rows) / 2 / (rows - 1), 8);
    expect(Math.max(...scores[0]!.map(Math.abs))).toBeCloseTo(5, 8);
  });

  test('agrees with Jacobi on the whole covariance', () => {
    const table = sinusoidTable(40, 12);
    const means = Array.from({ length: 12 }, (_, c) => {
      let sum = 0;
      for (let r = 0; r < 40; r++) sum += table.values[r * 12 + c]!;
      return sum / 40;
    });
    const covariance = Array.from({ length: 144 }, (_, at) => {
      const [i, j] = [Math.floor(at / 12), at % 12];
      let sum = 0;
      for (let r = 0; r < 40; r++) {
        sum += (table.values[r * 12 + i]! - means[i]!) * (table.values[r * 12 + j]! - means[j]!);
      }
      return sum / 39;
    });
    const { values } = symmetricEigen(covariance, 12);
    const { variances, total } = principalComponents(table, 5);
    variances.forEach((variance, i) => expect(variance).toBeCloseTo(values[i]!, 9));
    expect(total).toBeCloseTo(
      values.reduce((a, b) => a + b, 0),
      9,
    );
  });

  test('has as many components as the table has dimensions, also when nothing varies', () => {
    const flat = principalComponents(positionTable(new Float64Array(12).fill(4), 3), 6);
    expect(flat.variances).toEqual([0, 0, 0]);
    expect(flat.total).toBe(0);
    expect(derive(positionTable(new Float64Array(12).fill(4), 3), 2).shares).toEqual([0, 0, 0]);
  });

  test('positionTable(values, width) refuses numbers that are not whole rows', () => {
    expect(() => positionTable(new Float64Array(10), 4)).toThrow('10 numbers');
  });
});
