import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeated } from '#lib/diversity/index.ts';
import { endsRepeat, findLoop, inRepeat, roundCurve, rounds } from '#lib/repetition/index.ts';

const text = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 24 });

describe('findLoop(ids)', () => {
  test('finds the phrase that goes round, and where it begins', () => {
    expect(findLoop([9, 1, 2, 1, 2, 1])).toEqual({ start: 1, period: 2, length: 5 });
    expect(findLoop([7, 8, 5, 5, 5, 5])).toEqual({ start: 2, period: 1, length: 4 });
    expect(findLoop([1, 2, 3, 1, 2])).toBeNull();
    expect(findLoop([])).toBeNull();
    expect(findLoop([4, 4])).toEqual({ start: 0, period: 1, length: 2 });
    expect(findLoop([4, 4], 3)).toBeNull();
  });

  test('a loop that is not at the end is found too', () => {
    expect(findLoop([1, 2, 3, 1, 2, 3, 1, 2, 3, 9, 8, 7])).toEqual({
      ...{ start: 0, period: 3, length: 9 },
    });
  });

  test('is the longest stretch that equals itself shifted, tried one by one', () => {
    fc.assert(
      fc.property(text, (ids) => {
        let longest = 0;
        for (let start = 0; start < ids.length; start++)
          for (let end = start + 2; end <= ids.length; end++)
            for (let p = 1; 2 * p <= end - start; p++) {
              const part = ids.slice(start, end);
              if (part.every((id, i) => i < p || id === part[i - p]))
                longest = Math.max(longest, part.length);
            }
        const loop = findLoop(ids);
        expect(loop?.length ?? 0).toBe(longest);
        if (loop) expect(rounds(loop)).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

test('endsRepeat marks as many places as there are repeated n-grams; inRepeat covers them', () => {
  expect(endsRepeat([1, 2, 3, 1, 2], 2)).toEqual([false, false, false, false, true]);
  expect(inRepeat([1, 2, 3, 1, 2], 2)).toEqual([false, false, false, true, true]);
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 5 }), (ids, n) => {
      const ends = endsRepeat(ids, n);
      expect(ends.filter(Boolean).length).toBe(repeated(ids, n).repeated);
      const inside = inRepeat(ids, n);
      ends.forEach((is, at) => {
        if (is) expect(inside.slice(at - n + 1, at + 1)).toEqual(new Array(n).fill(true));
      });
    }),
  );
});

test('roundCurve gives each token’s probability by round, and their geometric mean', () => {
  const p = [0.5, 0.1, 0.4, 0.2, 0.8, 0.9];
  const curve = roundCurve(p.map(Math.log), { start: 1, period: 2, length: 5 });
  expect(curve.tokens).toEqual([
    [expect.closeTo(0.1), expect.closeTo(0.2)],
    [expect.closeTo(0.4), expect.closeTo(0.8)],
  ]);
  expect(curve.mean).toEqual([expect.closeTo(0.2), expect.closeTo(0.4)]);
});
