import { expect, test } from 'vitest';
import { causalMask, cutGap, insertGap } from '#lib/model/runtime/columns.ts';

test('causalMask(2, 4, 3): kept places, the empty one, and the new tokens', () => {
  const hidden = [...causalMask(2, 4, 3)].map((value) => (value === 0 ? '.' : 'x')).join('');
  //             kept | empty | new
  expect(hidden).toBe(['...', 'x', '.x', '...', 'x', '..'].join(''));
});

test('cutGap(insertGap(rows)) gives the rows back, the gap holds the fill', () => {
  const rows = Float32Array.from({ length: 2 * 3 * 5 }, (_, i) => i); // 6 rows of 3 kept + 2 new
  const wide = insertGap(rows, 2, 4, 3, -1);
  expect([...wide.subarray(0, 6)]).toEqual([0, 1, 2, -1, 3, 4]);
  expect(cutGap(wide, 2, 4, 3)).toEqual(rows);
});
