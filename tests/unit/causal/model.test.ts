/** The causal tools on the engine, against the plain loops with the same weights. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ablationEdits,
  ablationSweep,
  attribute,
  headOutputs,
  logitDifference,
  measuredMean,
  patchBase,
  patchCells,
  patchEdits,
  patchOne,
  patchSweep,
  partsOf,
  rowOf,
  samePart,
} from '#lib/causal/index.ts';
import type { RunnerEngine } from '#lib/model/engine.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';
import { prompts, teachingEngine } from '../model/engine/teaching.ts';

let engine: RunnerEngine;
let weights: Weights;
const ids = (prompts[2]?.ids ?? []).slice(0, 10);
const other = ids.map((id, t) => (t === 4 ? id + 1 : id));
const answers = { a: 300, b: 262 };
const last = ids.length - 1;

beforeAll(async () => {
  engine = await teachingEngine();
  const checkpoint = await openModelDirectory('public/models/teaching');
  weights = await readWeights(checkpoint);
  await checkpoint.close();
});

const loops = (text: readonly number[], edits: Parameters<typeof forward>[3] = {}) => {
  const { logits, cache } = forward(engine.info.config, weights, text, edits);
  return { logits: Float32Array.from(logits[last] ?? []), cache };
};
const weight = (name: string): Float32Array => weights[name] ?? new Float32Array();

describe('direct logit attribution', () => {
  test('z_h W_O of each head, and b_O, equal products with the weights', async () => {
    const { config } = engine.info;
    const { n_head: H, n_embd: D, n_layer: L } = config;
    const d = D / H;
    const { cache } = loops(ids);
    const z = Array.from({ length: L }, (_, l) =>
      Array.from({ length: H }, (_, h) => rowOf(cache, `blocks.${l}.attn.hook_z`, last, h)),
    );
    const { heads, bias } = await headOutputs(engine, z);
    let worst = 0;
    for (let l = 0; l < L; l++) {
      const W = weight(`h.${l}.attn.c_proj.weight`);
      const b = weight(`h.${l}.attn.c_proj.bias`);
      for (let j = 0; j < D; j++)
        worst = Math.max(worst, Math.abs((b[j] ?? NaN) - (bias[l]?.[j] ?? NaN)));
      for (let h = 0; h < H; h++)
        for (let j = 0; j < D; j++) {
          let x = 0;
          for (let i = 0; i < d; i++)
            x += (z[l]?.[h]?.[i] ?? NaN) * (W[(h * d + i) * D + j] ?? NaN);
          worst = Math.max(worst, Math.abs(x - (heads[l]?.[h]?.[j] ?? NaN)));
        }
    }
    expect(worst).toBeLessThan(1e-3);
  });

  test.each([answers, { a: 300, b: null }])(
    'terms sum to the logit difference, and each is ((x − mean) / σ ⊙ g) · (W_U[a] − W_U[b])',
    async (asked) => {
      const { n_embd: D, n_layer: L, layer_norm_epsilon: eps, vocab_size: V } = engine.info.config;
      const found = await attribute(engine, ids, asked);
      const { logits, cache } = loops(ids);
      const expected = logitDifference(logits, asked);
      expect(Math.abs(found.sum - expected)).toBeLessThan(1e-3);
      expect(Math.abs(found.difference - expected)).toBeLessThan(1e-3);

      const wte = weight('wte');
      const g = weight('ln_f.weight');
      const residual = rowOf(cache, `blocks.${L - 1}.hook_resid_post`, last);
      const mean = (x: Float32Array): number => x.reduce((a, b) => a + b, 0) / D;
      const m = mean(residual);
      const sigma = Math.sqrt(residual.reduce((a, x) => a + (x - m) ** 2, 0) / D + eps);
      expect(found.sigma).toBeCloseTo(sigma, 3);
      const direction = Array.from({ length: D }, (_, j) => {
        let against = asked.b === null ? 0 : (wte[asked.b * D + j] ?? NaN);
        if (asked.b === null)
          for (let id = 0; id < V; id++) against += (wte[id * D + j] ?? NaN) / V;
        return (g[j] ?? NaN) * ((wte[asked.a * D + j] ?? NaN) - against);
      });
      const term = (name: string): number => {
        const x = rowOf(cache, name, last);
        const c = mean(x);
        return x.reduce((sum, value, j) => sum + ((value - c) / sigma) * (direction[j] ?? NaN), 0);
      };
      const value = (kind: string, layer: number | null): number =>
        found.terms
          .filter((each) => kind.includes(each.kind) && each.layer === layer)
          .reduce((sum, each) => sum + each.value, 0);
      expect(Math.abs(value('embed', null) - term('hook_embed'))).toBeLessThan(1e-3);
      expect(Math.abs(value('pos', null) - term('hook_pos_embed'))).toBeLessThan(1e-3);
      for (let l = 0; l < L; l++) {
        expect(Math.abs(value('mlp', l) - term(`blocks.${l}.hook_mlp_out`))).toBeLessThan(1e-3);
        const attention = term(`blocks.${l}.hook_attn_out`);
        expect(Math.abs(value('head attnBias', l) - attention)).toBeLessThan(1e-3);
      }
    },
  );
});

test('a sweep ablates each head and MLP as the loops do', async () => {
  const { config } = engine.info;
  const seen: string[] = [];
  const sweep = await ablationSweep(engine, ids, answers, 'zero', undefined, (done, of) =>
    seen.push(`${done}/${of}`),
  );
  const all = config.n_layer * (config.n_head + 1);
  expect(sweep.parts).toHaveLength(all);
  expect(seen).toHaveLength(all);
  expect(seen.at(-1)).toBe(`${all - 1}/${all}`);
  for (const part of [partsOf(config)[3], partsOf(config).at(-1)]) {
    if (!part) throw new Error('no such part');
    const edits = ablationEdits([{ part, how: 'zero' }]);
    const expected = logitDifference(loops(ids, { edits }).logits, answers);
    const found = sweep.parts.find((each) => samePart(each.part, part));
    expect(Math.abs((found?.effect.difference ?? NaN) - expected)).toBeLessThan(1e-3);
  }
});

test('the mean over the prompt, measured beforehand, is the loops’ mean ablation', async () => {
  const { config } = engine.info;
  const { cache } = loops(ids);
  for (const part of [partsOf(config)[config.n_head + 2], partsOf(config)[config.n_head]]) {
    if (!part) throw new Error('no such part');
    const { logits } = await engine.run(ids, { edits: [measuredMean(part, cache)] });
    const expected = loops(ids, { edits: ablationEdits([{ part, how: 'mean' }]) }).logits;
    logits.data.forEach((value, id) => {
      if (Math.abs(value - (expected[id] ?? NaN)) > 1e-3) throw new Error(`token ${id} differs`);
    });
  }
});

describe('activation patching', () => {
  const pair = { clean: ids, corrupted: other, answers };

  test.each(['resid', 'attn', 'mlp', 'z'] as const)('%s equals the loops', async (kind) => {
    const { config } = engine.info;
    const base = await patchBase(engine, pair, [kind]);
    const source = loops(ids).cache;
    for (const cell of [patchCells(config, kind, ids.length)[5], { layer: 1, column: 4 }]) {
      if (!cell) throw new Error('no such cell');
      const found = await patchOne(engine, pair, base, kind, cell);
      const edits = patchEdits(kind, cell, source, ids.length);
      const expected = loops(other, { edits }).logits;
      expect(
        Math.abs(logitDifference(found, answers) - logitDifference(expected, answers)),
      ).toBeLessThan(1e-3);
    }
  });

  test('the residual before block 0 at the place that differs brings everything back', async () => {
    const base = await patchBase(engine, pair, ['resid']);
    const grid = await patchSweep(engine, pair, base, 'resid');
    expect(grid).toHaveLength(engine.info.config.n_layer * ids.length);
    expect(grid[4]).toBeCloseTo(1, 3);
    for (const t of [0, 1, 2, 3]) expect(grid[t]).toBeCloseTo(0, 3);
  });

  test('prompts of unequal length are refused', async () => {
    const uneven = { ...pair, corrupted: other.slice(1) };
    await expect(patchBase(engine, uneven, ['z'])).rejects.toThrow(/unequal length: 10, 9/);
  });
});

test('a sweep stops when it is told to', async () => {
  const stop = new AbortController();
  const sweep = ablationSweep(engine, ids, answers, 'zero', stop.signal, (done) => {
    if (done === 3) stop.abort();
  });
  await expect(sweep).rejects.toMatchObject({ code: 'aborted' });
});
