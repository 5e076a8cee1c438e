/** The experiments on positions on real models: the engine against the plain loops, and the claims. */
import { describe, expect, test } from 'vitest';
import { mean, placesFor, relativeChange, samePast, tokenLosses } from '#lib/experiments/index.ts';
import type { Experiment } from '#lib/experiments/index.ts';
import { openInNode } from '#lib/model/node.ts';
import { forward } from '#lib/reference/index.ts';
import { makeVariant, someIds } from '../../model/variants.ts';
import { prompts, teachingEngine } from '../model/engine/teaching.ts';

const experiments: readonly Experiment[] = [
  { kind: 'normal' },
  { kind: 'zero' },
  { kind: 'shuffled', seed: 3 },
  { kind: 'shifted', by: 5 },
];

describe('losses with other positions equal those of the plain loops', () => {
  test.each(experiments)('$kind', async (experiment) => {
    const { config, weights, files } = await makeVariant({});
    const engine = await openInNode(files);
    const ids = someIds(config, 12);
    const positions = placesFor(experiment, ids.length, config.n_positions);
    const { logits } = await engine.run(ids, { positions, logits: 'all' });
    const rows = forward(config, weights, ids, { positions }).logits;
    const expected = ids.slice(1).map((next, t) => {
      const row = rows[t] ?? new Float64Array();
      return Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - (row[next] ?? NaN);
    });
    const losses = tokenLosses(logits, ids);
    expect(losses).toHaveLength(11);
    for (const [t, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[t] ?? NaN, 4);
    await engine.release();
  });
});

test('the teaching model reads worse without its positions', async () => {
  const engine = await teachingEngine();
  for (const { ids } of prompts) {
    if (ids.length < 8) continue;
    const loss = async (positions: number[] | null) =>
      mean(tokenLosses((await engine.run(ids, { positions, logits: 'all' })).logits, ids));
    expect(await loss(null)).toBeGreaterThan(
      await loss(placesFor({ kind: 'normal' }, ids.length, 256)),
    );
  }
});

describe('words in another order, positions off', () => {
  const last = 8;
  const order = [0, 5, 2, 7, 1, 4, 3, 6, last];
  const names = [0, 1, 2, 3].map((layer) => `blocks.${layer}.hook_resid_post`);

  async function changes(positions: null | undefined): Promise<number[][]> {
    const engine = await teachingEngine();
    const ids = (prompts[0]?.ids ?? []).slice(0, last + 1);
    const options = { capture: names, ...(positions === null ? { positions } : {}) };
    const before = await engine.run(ids, options);
    const after = await engine.run(
      order.map((from) => ids[from] ?? 0),
      options,
    );
    return names.map((name) => {
      const [a, b] = [before.captured[name], after.captured[name]];
      if (!a || !b) throw new Error(`not captured: ${name}`);
      return relativeChange(a, b, order);
    });
  }

  test('the last token comes out of block 0 the same, and out of block 1 not', async () => {
    const [first = [], second = []] = await changes(null);
    expect(first[last]).toBeLessThan(1e-5);
    expect(second[last]).toBeGreaterThan(1e-3);
    // Those whose past holds other words are changed by block 0 already.
    const ids = (prompts[0]?.ids ?? []).slice(0, last + 1);
    for (const [at, same] of samePast(ids, order).entries())
      expect((first[at] ?? NaN) < 1e-5).toBe(same);
  });

  test('with positions, block 0 tells the orders apart', async () => {
    const [first = []] = await changes(undefined);
    expect(first[last]).toBeGreaterThan(1e-3);
  });
});

describe('samePast(ids, order)', () => {
  test('after an exchange of two neighbours every later token has the same past', () => {
    expect(samePast([5, 6, 7, 8], [0, 2, 1, 3])).toEqual([true, false, false, true]);
  });
  test('two places of the same token may be exchanged', () => {
    expect(samePast([5, 6, 5, 8], [2, 1, 0, 3])).toEqual([false, true, false, true]);
  });
});
