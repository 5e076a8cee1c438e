import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dot,
  frequency,
  norm,
  rowOf,
  shiftError,
  shiftMatrix,
  sinusoid,
  sinusoidDot,
  sinusoidTable,
  wavelength,
} from '#lib/positions/index.ts';

const width = fc.integer({ min: 1, max: 48 }).map((half) => 2 * half);
const position = fc.integer({ min: 0, max: 20_000 });
const offset = fc.integer({ min: -20_000, max: 20_000 });

describe('sinusoid(pos, d)', () => {
  test('is the formula of Vaswani et al. 2017, section 3.5: even sines, odd cosines', () => {
    const wanted = [Math.sin(3), Math.cos(3), Math.sin(0.03), Math.cos(0.03)];
    expect([...sinusoid(3, 4)]).toEqual(wanted.map((x) => expect.closeTo(x, 14) as number));
    expect([...sinusoid(0, 6)]).toEqual([0, 1, 0, 1, 0, 1]);
  });

  test('stays within [−1, 1], and its length is √(d/2) everywhere', () => {
    fc.assert(
      fc.property(position, width, (pos, d) => {
        const encoding = sinusoid(pos, d);
        expect(Math.max(...encoding.map(Math.abs))).toBeLessThanOrEqual(1);
        expect(norm(encoding)).toBeCloseTo(Math.sqrt(d / 2), 10);
      }),
    );
  });

  test('throws for an odd, zero or broken number of dimensions', () => {
    for (const d of [0, 1, 7, -2, 2.5, NaN]) expect(() => sinusoid(1, d)).toThrow('in pairs');
  });

  test('sinusoidTable(rows, d) has it row after row, and ends', () => {
    const table = sinusoidTable(5, 6);
    expect(rowOf(table, 4)).toEqual(sinusoid(4, 6));
    expect(rowOf(table, 5)).toBeNull();
    expect(rowOf(table, -1)).toBeNull();
  });
});

test('wavelength(i, d) is a geometric progression from 2π towards 10000 · 2π', () => {
  expect(wavelength(0, 512)).toBeCloseTo(2 * Math.PI, 12);
  expect(wavelength(256, 512)).toBeCloseTo(20_000 * Math.PI, 6);
  const ratio = wavelength(1, 512) / wavelength(0, 512);
  for (let i = 1; i < 255; i++) {
    expect(wavelength(i + 1, 512) / wavelength(i, 512)).toBeCloseTo(ratio, 12);
  }
  expect(frequency(128, 512)).toBeCloseTo(0.01, 15);
});

test('sinusoidDot(k, d) is PE(pos) · PE(pos + k) for every pos: distance alone counts', () => {
  fc.assert(
    fc.property(position, offset, width, (pos, k, d) => {
      const value = dot(sinusoid(pos, d), sinusoid(pos + k, d));
      expect(Math.abs(value - sinusoidDot(k, d))).toBeLessThan(1e-8);
    }),
  );
  expect(sinusoidDot(0, 768)).toBe(384);
});

describe('shiftMatrix(k, d)', () => {
  test('moves every position by k: |M_k PE(pos) − PE(pos + k)| ≤ 1e-6', () => {
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 1, maxLength: 4 }),
        offset,
        width,
        (all, k, d) => {
          expect(shiftError(all, k, d)).toBeLessThanOrEqual(1e-6);
        },
      ),
    );
    expect(shiftError([0, 1, 511, 1023, 100_000], 777, 768)).toBeLessThanOrEqual(1e-6);
  });

  test('shiftError notices a wrong offset', () => {
    const wrong = sinusoid(11, 8).map((x, i) => Math.abs(x - (sinusoid(12, 8)[i] ?? 0)));
    expect(Math.max(...wrong)).toBeGreaterThan(0.1);
    expect(shiftError([10], 1.5, 8)).toBeLessThan(1e-12);
  });

  test('is a rotation: Mᵀ M = 1, and M_j M_k = M_(j + k)', () => {
    fc.assert(
      fc.property(offset, offset, (j, k) => {
        const d = 6;
        const product = matrixProduct(shiftMatrix(j, d), shiftMatrix(k, d), d);
        shiftMatrix(j + k, d).forEach((x, at) => expect(product[at]).toBeCloseTo(x, 9));
        const back = matrixProduct(shiftMatrix(-k, d), shiftMatrix(k, d), d);
        back.forEach((x, at) => expect(x).toBeCloseTo(at % (d + 1) === 0 ? 1 : 0, 12));
      }),
    );
  });
});

function matrixProduct(a: Float64Array, b: Float64Array, d: number): number[] {
  return Array.from({ length: d * d }, (_, at) => {
    const [row, col] = [Math.floor(at / d), at % d];
    let sum = 0;
    for (let i = 0; i < d; i++) sum += a[row * d + i]! * b[i * d + col]!;
    return sum;
  });
}
