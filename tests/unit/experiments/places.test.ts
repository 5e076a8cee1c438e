import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moved, placesFor, shuffle } from '#lib/experiments/index.ts';

describe('placesFor(experiment, length, rows)', () => {
  test('normal counts from 0, zero adds none, a shift counts from there', () => {
    expect(placesFor({ kind: 'normal' }, 3, 8)).toEqual([0, 1, 2]);
    expect(placesFor({ kind: 'zero' }, 3, 8)).toBeNull();
    expect(placesFor({ kind: 'shifted', by: 5 }, 3, 8)).toEqual([5, 6, 7]);
    expect(placesFor({ kind: 'shifted', by: 0 }, 8, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('a shift past the last row of the table is refused', () => {
    for (const by of [6, -1, 0.5, NaN])
      expect(() => placesFor({ kind: 'shifted', by }, 3, 8)).toThrow(RangeError);
  });

  test('shuffled: the same places, the same order for the same seed', () => {
    const places = placesFor({ kind: 'shuffled', seed: 4 }, 20, 64) ?? [];
    expect([...places].sort((a, b) => a - b)).toEqual(placesFor({ kind: 'normal' }, 20, 64));
    expect(placesFor({ kind: 'shuffled', seed: 4 }, 20, 64)).toEqual(places);
    expect(placesFor({ kind: 'shuffled', seed: 5 }, 20, 64)).not.toEqual(places);
  });
});

test('shuffle(items, seed): every order of three comes up, about as often as the others', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const key = shuffle(['a', 'b', 'c'], seed).join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // 1,000 each; a deviation of 5 standard deviations (29) would be a fault.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
});

test('moved(items, from, to) keeps the others in their order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  const items = fc.uniqueArray(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(items, fc.nat(), fc.nat(), (all, a, b) => {
      const [from, to] = [a % all.length, b % all.length];
      const after = moved(all, from, to);
      expect(after[to]).toBe(all[from]);
      expect(after.filter((x) => x !== all[from])).toEqual(all.filter((x) => x !== all[from]));
    }),
  );
});
