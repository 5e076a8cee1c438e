import { expect, test } from 'vitest';
import teaching from '#lib/embedded/teaching-positions.json' with { type: 'json' };
import { derive, restore, type StoredPositions } from '#lib/positions/index.ts';
import { liveTable } from '#lib/state/position-tables.ts';
import { openTeaching } from '#tests/unit/model/engine/teaching.ts';

test('liveTable(engine) gives the table that the stored derivation was made of', async () => {
  const engine = await openTeaching();
  try {
    const { table, provenance } = await liveTable(engine);
    expect(provenance).toEqual({ kind: 'live', model: 'teaching', dtype: 'fp32', backend: 'WASM' });
    expect([table.rows, table.width]).toEqual([256, 256]);
    const stored = restore(teaching as unknown as StoredPositions);
    const live = await derive(table, stored.grid.length);
    live.norms.forEach((norm, pos) => {
      expect(Math.abs(norm - stored.norms[pos]!)).toBeLessThanOrEqual(0.000501);
    });
    live.scores.forEach((along, i) =>
      along.forEach((x, pos) => {
        expect(Math.abs(x - stored.scores[i]![pos]!)).toBeLessThanOrEqual(0.000501);
      }),
    );
  } finally {
    await engine.release();
  }
});
