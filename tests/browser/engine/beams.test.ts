/** Batches on the GPU against the pure search, and over the worker. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BeamSearchStep, Engine } from '#lib/model/api.ts';
import { candidates } from '#lib/model/backends.ts';
import { connect } from '#lib/model/client.ts';
import type { Edit } from '#lib/model/edits.ts';
import { load } from '#lib/model/load.ts';
import { forward } from '#lib/reference/index.ts';
import { beamSearch } from '#lib/sampling/index.ts';
import prompts from '../../fixtures/teaching/prompts.json';
import { makeVariant, someIds } from '../../model/variants.ts';

test('WebGPU: beams are those of the pure search over plain loops', async () => {
  const variant = await makeVariant({ vocab_size: 60, eos_token_id: 7 });
  const { config, weights } = variant;
  const engine = await load(variant.files, candidates('webgpu', 1).slice(1, 2));
  const edits: Edit[] = [
    { at: 'blocks.0.attn.hook_pattern', head: 1, do: 'scale', value: 0.2 },
    { at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' },
  ];
  const ends = { numBeams: 4, eosTokenId: [7, 11, 13, 17, 19, 23, 29] };
  const cases = [
    { length: 5, options: { ...ends, maxNewTokens: 7 } },
    { length: 5, options: { ...ends, maxNewTokens: 5, numBeamGroups: 2, diversityPenalty: 1.5 } },
    { length: 5, options: { ...ends, maxNewTokens: 5, doSample: true, seed: 3 } },
    { length: 5, options: { ...ends, maxNewTokens: 4, eosTokenId: null }, edits },
    // the window slides after two tokens
    { length: 46, options: { numBeams: 2, maxNewTokens: 4, eosTokenId: null } },
  ];
  for (const { length, options, edits: some = [] } of cases) {
    const prompt = someIds(config, length);
    let start = 0;
    const { texts } = await engine.beams(prompt, { ...options, edits: some });
    const expected = await beamSearch(
      (ids) => {
        if (ids.length - start > config.n_positions) start = ids.length - 36;
        const { logits } = forward(config, weights, ids.slice(start), { edits: some });
        return Promise.resolve(Float32Array.from(logits.at(-1) ?? []));
      },
      prompt,
      options,
    );
    expect(texts.map(({ ids }) => ids)).toEqual(expected.map(({ ids }) => ids));
    for (const [i, { score }] of expected.entries()) expect(texts[i]?.score).toBeCloseTo(score, 2);
  }
  const contrast = { topK: 4, penaltyAlpha: 0, maxNewTokens: 5 };
  const greedy = await engine.generate(someIds(config, 5), { strategy: 'greedy', maxNewTokens: 5 });
  expect((await engine.contrast(someIds(config, 5), contrast)).ids).toEqual(greedy.ids);
  await engine.release();
});

/** Σ ln P of the tokens from place `from` on, read in one pass. */
async function scored(engine: Engine, ids: readonly number[], from: number): Promise<number> {
  const { data, shape } = (await engine.run(ids, { logits: 'all' })).logits;
  const V = shape[1] ?? 0;
  return ids.slice(from).reduce((sum, id, k) => {
    const row = data.subarray((from + k - 1) * V, (from + k) * V);
    const most = row.reduce((a, b) => Math.max(a, b));
    const total = row.reduce((all, z) => all + Math.exp(z - most), 0);
    return sum + (row[id] ?? NaN) - most - Math.log(total);
  }, 0);
}

describe('in a worker', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connect({ name: 'teaching', base: '/models/teaching/', backend: 'wasm' });
  });
  afterAll(() => engine.release());
  const prompt = prompts[1]?.ids ?? [];

  test('one beam is PyTorch’s greedy text; of four each is as likely as one pass finds it', async () => {
    const one = await engine.beams(prompt, { numBeams: 1, maxNewTokens: 8, eosTokenId: null });
    expect(one.texts[0]?.ids).toEqual(prompts[1]?.greedy.slice(0, prompt.length + 8));
    const more = await engine.beams(prompt, { numBeams: 4, maxNewTokens: 8, eosTokenId: null });
    expect(more.texts).toHaveLength(4);
    const sums = more.texts.map(({ logprob }) => logprob);
    expect(sums).toEqual(sums.toSorted((a, b) => b - a));
    for (const { ids, logprob } of more.texts)
      expect(logprob).toBeCloseTo(await scored(engine, ids, prompt.length), 3);
  });

  test('steps arrive while it searches, and it stops soon after it is told to', async () => {
    const stop = new AbortController();
    const steps: BeamSearchStep[] = [];
    const { texts, stopped } = await engine.beams(
      prompt,
      { numBeams: 3, maxNewTokens: 100, eosTokenId: null },
      (step) => {
        steps.push(step);
        if (step.length === 3) stop.abort();
      },
      stop.signal,
    );
    expect(stopped).toBe('aborted');
    expect(steps.length).toBeLessThan(60);
    expect(steps.map(({ length }) => length)).toEqual(steps.map((_, i) => i + 1));
    expect(steps[0]?.candidates[0]).toHaveLength(6);
    expect(texts[0]?.newIds).toHaveLength(steps.length);
  });

  test('contrastive search and the best of n come back with their steps', async () => {
    let steps = 0;
    const count = (): void => {
      steps++;
    };
    const contrast = { topK: 4, penaltyAlpha: 0.6, maxNewTokens: 4 };
    const { newIds } = await engine.contrast(prompt, contrast, count);
    expect(newIds).toHaveLength(4);
    const sample = { strategy: 'sample', maxNewTokens: 3, stopAtEnd: false } as const;
    const { texts } = await engine.bestOf(prompt, { ...sample, n: 2 }, count);
    expect(texts).toHaveLength(2);
    expect(steps).toBe(4 + 2 * 3);
    await expect(engine.beams(prompt, { numBeams: 65, maxNewTokens: 1 })).rejects.toMatchObject({
      code: 'bad-option',
    });
  });
});
