/** Scores of whole texts on real models: against PyTorch's values and the plain loops. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#lib/model/api.ts';
import { openInNode } from '#lib/model/node.ts';
import { forward } from '#lib/reference/index.ts';
import { scoreText, slidingWindows } from '#lib/scoring/index.ts';
import { makeVariant, someIds } from '../../model/variants.ts';
import { prompts, teachingEngine } from '../model/engine/teaching.ts';

test('what the teaching model wrote greedily scores as PyTorch in float64 has it', async () => {
  const engine = await teachingEngine();
  for (const { greedy, greedy_logprobs } of prompts) {
    const scores = (await scoreText(engine, greedy)).slice(-greedy_logprobs.length);
    expect(scores.map(({ id }) => id)).toEqual(greedy.slice(-greedy_logprobs.length));
    for (const [i, { logprob, rank }] of scores.entries()) {
      expect(logprob).toBeCloseTo(greedy_logprobs[i] ?? NaN, 3);
      expect(rank).toBe(1);
    }
  }
});

describe('a text longer than the model', () => {
  let variant: Awaited<ReturnType<typeof makeVariant>>;
  let engine: Engine;
  beforeAll(async () => {
    variant = await makeVariant({});
    engine = await openInNode(variant.files);
  });
  afterAll(() => engine.release());

  /** −ln P by the plain loops, of the tokens of a window that are scored. */
  function plainly(ids: readonly number[], start: number, from: number, end: number): number[] {
    const { config, weights } = variant;
    const rows = forward(config, weights, ids.slice(start, end)).logits;
    return ids.slice(from, end).map((id, i) => {
      const row = rows[from - start + i - 1] ?? new Float64Array();
      const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
      const total = row.reduce((sum, z) => sum + Math.exp(z - largest), 0);
      return (row[id] ?? NaN) - largest - Math.log(total);
    });
  }

  test.each([
    { window: 8, stride: 3 },
    { window: 8, stride: 7 },
    { window: 5, stride: 1 },
  ])('windows of $window, stride $stride, as the plain loops have it', async (options) => {
    const ids = someIds(variant.config, 19);
    const told: number[] = [];
    const scores = await scoreText(engine, ids, {
      ...options,
      onScores: (found) => told.push(...found.map(({ logprob }) => logprob)),
    });
    const expected = slidingWindows(ids.length, options.window, options.stride).flatMap(
      ({ start, from, end }) => plainly(ids, start, from, end),
    );
    expect(scores).toHaveLength(18);
    expect(told).toEqual(scores.map(({ logprob }) => logprob));
    for (const [i, { logprob }] of scores.entries())
      expect(logprob).toBeCloseTo(expected[i] ?? NaN, 4);
  });

  test('by default windows are as long as the model can read, and overlap by half', async () => {
    const size = variant.config.n_positions;
    const ids = someIds(variant.config, size + 3);
    const windows: number[] = [];
    await scoreText(engine, ids, { onScores: (_, { start }) => windows.push(start) });
    expect(windows).toEqual([0, size / 2]);
  });

  test('no text and one token have no score; a window that is too large is refused', async () => {
    expect(await scoreText(engine, [])).toEqual([]);
    expect(await scoreText(engine, [1])).toEqual([]);
    const size = variant.config.n_positions + 1;
    await expect(
      scoreText(engine, someIds(variant.config, size), { window: size }),
    ).rejects.toMatchObject({ code: 'too-long' });
  });

  test('stops when it is told to', async () => {
    const stop = new AbortController();
    const scoring = scoreText(
      engine,
      someIds(variant.config, 40),
      { window: 8, stride: 1, onScores: () => stop.abort() },
      stop.signal,
    );
    await expect(scoring).rejects.toThrow();
  });
});
