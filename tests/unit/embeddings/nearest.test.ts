import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestRows, rowNorms, unitRows } from '#lib/embeddings/index.ts';

/** Four rows of two numbers: long east, short east, north-east, west. */
const table = Float32Array.of(4, 0, 1, 0, 3, 3, -2, 0);
const norms = rowNorms(table, 2);

test('rowNorms(table, D) are Euclidean lengths', () => {
  expect([...norms]).toEqual([4, 1, Math.fround(Math.sqrt(18)), 2]);
});

test('unitRows(table, norms) keeps directions; a row of zeros stays', () => {
  const rows = Float32Array.of(3, 4, 0, 0);
  const units = unitRows(rows, rowNorms(rows, 2));
  expect([...units]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
});

test('nearestRows: cosine asks for direction, dot for direction and length', () => {
  const ids = (measure: 'cosine' | 'dot') =>
    nearestRows(table, norms, 0, 3, measure).map(({ id }) => id);
  expect(ids('cosine')).toEqual([1, 2, 3]);
  expect(ids('dot')).toEqual([2, 1, 3]);
  const [first] = nearestRows(table, norms, 0, 1, 'cosine');
  expect(first).toEqual({ id: 1, cosine: 1, dot: 4, norm: 1 });
});

test('nearestRows: no more rows than there are, none for k = 0, a RangeError for an unknown id', () => {
  expect(nearestRows(table, norms, 1, 9, 'dot')).toHaveLength(3);
  expect(nearestRows(table, norms, 1, 0, 'dot')).toEqual([]);
  for (const id of [-1, 4, 0.5, NaN])
    expect(() => nearestRows(table, norms, id, 1, 'dot')).toThrow(RangeError);
});

test('nearestRows = sorting all rows, equals by id; a row of zeros has cosine 0', () => {
  const rows = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      rows,
      fc.nat(),
      fc.nat(14),
      fc.constantFrom('cosine', 'dot'),
      (all, seed, k, by) => {
        const id = seed % all.length;
        const dot = (a: readonly number[], b: readonly number[]) =>
          a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
        const length = (a: readonly number[]) => Math.fround(Math.sqrt(dot(a, a)));
        const me = all[id] ?? [];
        const expected = all
          .map((row, i) => {
            const both = length(me) * length(row);
            return { id: i, cosine: both === 0 ? 0 : dot(me, row) / both, dot: dot(me, row) };
          })
          .filter((row) => row.id !== id)
          .sort((a, b) => b[by] - a[by] || a.id - b.id)
          .slice(0, k);
        const flat = Float32Array.from(all.flat());
        const found = nearestRows(flat, rowNorms(flat, 3), id, k, by);
        expect(found.map((row) => row.id)).toEqual(expected.map((row) => row.id));
      },
    ),
  );
});
