import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alibiScore,
  alibiSlopes,
  dot,
  norm,
  ropeScore,
  rotate,
  score,
  sinusoid,
} from '#lib/positions/index.ts';

const number = fc.double({ min: -4, max: 4, noNaN: true });
const vectors = fc
  .integer({ min: 1, max: 16 })
  .chain((half) =>
    fc.tuple(
      fc.array(number, { minLength: 2 * half, maxLength: 2 * half }),
      fc.array(number, { minLength: 2 * half, maxLength: 2 * half }),
    ),
  );
const place = fc.integer({ min: 0, max: 4000 });

describe('RoPE', () => {
  test('scores depend on m − n only: moving both changes nothing', () => {
    fc.assert(
      fc.property(vectors, place, place, place, ([q, k], m, n, by) => {
        const moved = ropeScore(q, k, m + by, n + by);
        expect(Math.abs(moved - ropeScore(q, k, m, n))).toBeLessThan(1e-8);
      }),
    );
  });

  test('is Re Σ q_i k̄_i e^(i (m − n) θ_i), equation 12 of Su et al. 2021', () => {
    fc.assert(
      fc.property(vectors, place, place, ([q, k], m, n) => {
        const d = q.length;
        let sum = 0;
        for (let i = 0; i < d / 2; i++) {
          const [a, b, c, e] = [q[2 * i]!, q[2 * i + 1]!, k[2 * i]!, k[2 * i + 1]!];
          const angle = (m - n) * 10_000 ** ((-2 * i) / d);
          sum += (a * c + b * e) * Math.cos(angle) - (b * c - a * e) * Math.sin(angle);
        }
        expect(Math.abs(ropeScore(q, k, m, n) - sum / Math.sqrt(d))).toBeLessThan(1e-8);
      }),
    );
  });

  test('rotate(x, pos) keeps the length, and position 0 as it is', () => {
    fc.assert(
      fc.property(vectors, place, ([q], pos) => {
        expect(norm(rotate(q, pos))).toBeCloseTo(norm(q), 9);
        expect([...rotate(q, 0)].map((x) => x + 0)).toEqual(q.map((x) => x + 0));
      }),
    );
    expect(() => rotate([1, 2, 3], 1)).toThrow('in pairs');
  });
});

describe('ALiBi', () => {
  test('alibiSlopes(heads): the slopes of Press et al. 2022, section 3', () => {
    expect(alibiSlopes(8)).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256]);
    const sixteen = Array.from({ length: 16 }, (_, i) => 2 ** (-(i + 1) / 2));
    expect(alibiSlopes(16)).toEqual(sixteen);
    expect(alibiSlopes(1)).toEqual([2 ** -8]);
  });

  test('alibiSlopes(12) fills up as the authors’ code does', () => {
    const extra = [2 ** -0.5, 2 ** -1.5, 2 ** -2.5, 2 ** -3.5];
    expect(alibiSlopes(12)).toEqual([...alibiSlopes(8), ...extra]);
    for (let heads = 1; heads < 40; heads++) expect(alibiSlopes(heads)).toHaveLength(heads);
    for (const heads of [0, -1, 1.5]) expect(() => alibiSlopes(heads)).toThrow('heads');
  });

  test('alibiScore loses the slope for each place', () => {
    fc.assert(
      fc.property(vectors, place, place, ([q, k], m, n) => {
        const one = alibiScore(q, k, m, n, 0.25);
        expect(one).toBeCloseTo(dot(q, k) / Math.sqrt(q.length) - 0.25 * Math.abs(m - n), 9);
        expect(alibiScore(q, k, m + 9, n + 9, 0.25)).toBeCloseTo(one, 9);
      }),
    );
  });
});

describe('score(scheme, q, k, m, n, slope)', () => {
  const q = Float64Array.of(1, -2, 0.5, 3);
  const k = Float64Array.of(2, 1, -1, 0.25);

  test('without positions it is q · k / √d wherever they stand', () => {
    expect(score('none', q, k, 3, 1, 0.5)).toBe(0.125);
    expect(score('none', q, k, 90, 7, 0.5)).toBe(0.125);
  });

  test('with added sinusoids it has the four terms of (q + p_m)(k + p_n)', () => {
    const [p, r] = [sinusoid(9, 4), sinusoid(4, 4)];
    const wanted = (dot(q, k) + dot(q, r) + dot(p, k) + dot(p, r)) / 2;
    expect(score('sinusoid', q, k, 9, 4, 0.5)).toBeCloseTo(wanted, 12);
    expect(score('sinusoid', q, k, 19, 14, 0.5)).not.toBeCloseTo(wanted, 2);
  });

  test('RoPE and ALiBi agree with no positions at distance 0', () => {
    expect(score('rope', q, k, 6, 6, 0.5)).toBeCloseTo(0.125, 12);
    expect(score('alibi', q, k, 6, 6, 0.5)).toBe(0.125);
  });
});
