import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange } from '#lib/model/arrange.ts';

const someSources = fc
  .integer({ min: 1, max: 12 })
  .chain((n) => fc.array(fc.integer({ min: 0, max: n - 1 }), { minLength: n, maxLength: n }));

test('arrange(sources): after the moves each text lies where what it continues was or is copied to', () => {
  fc.assert(
    fc.property(someSources, (sources) => {
      const { rows, moves } = arrange(sources);
      const before = sources.map((_, row) => `text ${row}`);
      const after = [...before];
      for (const { from, to } of moves) after[to] = after[from] ?? '';
      expect(new Set(rows).size).toBe(sources.length);
      for (const [i, row] of rows.entries()) expect(after[row]).toBe(before[sources[i] ?? 0]);
      // no more than there are texts that continue a row which another has taken over
      expect(moves).toHaveLength(sources.length - new Set(sources).size);
    }),
  );
});

test('a row that every text continues alone stays where it is', () => {
  expect(arrange([2, 0, 1])).toEqual({ rows: [2, 0, 1], moves: [] });
  expect(arrange([0, 0, 2])).toEqual({ rows: [0, 1, 2], moves: [{ from: 0, to: 1 }] });
});
