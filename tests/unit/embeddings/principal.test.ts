import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jacobi, principalComponents } from '#lib/embeddings/index.ts';

describe('jacobi(matrix)', () => {
  test('finds the eigenpairs of [[2, 1], [1, 2]]: 3 along (1, 1), 1 along (1, −1)', () => {
    const [first, second] = jacobi([Float64Array.of(2, 1), Float64Array.of(1, 2)]);
    expect(first?.value).toBeCloseTo(3, 14);
    expect(second?.value).toBeCloseTo(1, 14);
    expect(Math.abs(first?.vector[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 14);
    expect((first?.vector[0] ?? 0) * (first?.vector[1] ?? 0)).toBeCloseTo(0.5, 14);
  });

  test('A v = λ v for every pair of any symmetric matrix', () => {
    const entries = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
      minLength: 36,
      maxLength: 36,
    });
    fc.assert(
      fc.property(entries, (xs) => {
        const A = Array.from({ length: 6 }, (_, i) =>
          Float64Array.from({ length: 6 }, (_, j) => xs[Math.min(i, j) * 6 + Math.max(i, j)] ?? 0),
        );
        for (const { value, vector } of jacobi(A.map((row) => row.slice())))
          for (const [i, row] of A.entries()) {
            const product = row.reduce((sum, a, j) => sum + a * (vector[j] ?? 0), 0);
            expect(product).toBeCloseTo(value * (vector[i] ?? 0), 9);
          }
      }),
    );
  });
});

describe('principalComponents(table, D, count)', () => {
  test('an ellipse of axes 4 and 1 along (0.6, 0.8): shares 16/17 and 1/17', async () => {
    const points = Array.from({ length: 64 }, (_, i) => {
      const [a, b] = [4 * Math.cos((i * Math.PI) / 32), Math.sin((i * Math.PI) / 32)];
      return [7 + 0.6 * a - 0.8 * b, -3 + 0.8 * a + 0.6 * b];
    });
    const found = await principalComponents(Float32Array.from(points.flat()), 2, 2);
    expect(found.shares[0]).toBeCloseTo(16 / 17, 6);
    expect(found.shares[1]).toBeCloseTo(1 / 17, 6);
    expect(Math.abs(found.coordinates[0] ?? 0)).toBeCloseTo(4, 5);
  });

  test('agrees with all eigenvectors of the covariance, found by Jacobi', async () => {
    const [V, D] = [60, 20];
    let seed = 1;
    const noise = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    };
    const table = Float32Array.from({ length: V * D }, (_, i) => noise() / (1 + (i % D)) + 3);
    const mean = Array.from({ length: D }, (_, i) => {
      let sum = 0;
      for (let row = 0; row < V; row++) sum += table[row * D + i] ?? 0;
      return sum / V;
    });
    const covariance = mean.map((mi, i) =>
      Float64Array.from(mean, (mj, j) => {
        let sum = 0;
        for (let row = 0; row < V; row++)
          sum += ((table[row * D + i] ?? 0) - mi) * ((table[row * D + j] ?? 0) - mj);
        return sum / V;
      }),
    );
    const pairs = jacobi(covariance);
    const total = pairs.reduce((sum, { value }) => sum + value, 0);
    const found = await principalComponents(table, D, 5);
    expect(found.count).toBe(5);
    for (const [c, share] of found.shares.entries()) {
      const { value = NaN, vector = new Float64Array() } = pairs[c] ?? {};
      expect(share).toBeCloseTo(value / total, 9);
      const along = Array.from({ length: V }, (_, row) =>
        mean.reduce((sum, m, i) => sum + ((table[row * D + i] ?? 0) - m) * (vector[i] ?? 0), 0),
      );
      const farthest = along.reduce((far, x) => (Math.abs(x) > Math.abs(far) ? x : far), 0);
      for (const [row, x] of along.entries())
        expect(found.coordinates[row * 5 + c]).toBeCloseTo(x * Math.sign(farthest), 5);
    }
  });

  test('rows that are all the same have no components, rows on a line have one', async () => {
    expect((await principalComponents(new Float32Array(12).fill(2), 3, 2)).count).toBe(0);
    const line = Float32Array.from([-1, 0, 1, 2].flatMap((t) => [t, 2 * t, -t]));
    const { count, shares } = await principalComponents(line, 3, 2);
    expect(count).toBe(1);
    expect(shares[0]).toBeCloseTo(1, 9);
  });
});
