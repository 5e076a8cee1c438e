import { expect, test } from 'vitest';
import storedJson from '#lib/embedded/decoding-lab.json' with { type: 'json' };
import type { PackedRun, PackedToken, StoredLab } from '#lib/state/decoding-lab/stored.ts';
import { makeStoredLab } from '../../../tools/model/stored-decoding-lab.ts';

const stored = storedJson as unknown as StoredLab;
const SEEDS = 2;

/** The last of five digits may be another where another machine adds up in another order. */
function expectAlike(found: unknown, expected: unknown): void {
  if (typeof expected === 'number' && typeof found === 'number')
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1e-3 + 1e-6);
  else if (Array.isArray(expected) && Array.isArray(found)) {
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, i) => expectAlike(found[i], value));
  } else expect(found).toEqual(expected);
}

test('the stored run of the decoding lab comes out again', { timeout: 120_000 }, async () => {
  const made = await makeStoredLab(SEEDS);
  const { columns, names, ...facts } = made;
  const { columns: storedColumns, names: storedNames, ...storedFacts } = stored;
  expect(facts).toEqual(storedFacts);
  expect(Object.keys(names).filter((id) => storedNames[id] !== names[id])).toEqual([]);
  expect(columns).toHaveLength(storedColumns.length);
  for (const [i, column] of columns.entries()) {
    const { config, pieces, stopped, tokens, runs } = storedColumns[i] ?? column;
    expect(column).toMatchObject({ config, pieces, stopped });
    expectAlike(column.tokens satisfies readonly PackedToken[], tokens);
    expectAlike(column.runs satisfies readonly PackedRun[], runs.slice(0, SEEDS));
  }
});
