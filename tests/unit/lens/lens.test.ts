/** The lens and its writers against plain loops, on a model with random weights and on the teaching model. */
import { describe, expect, test } from 'vitest';
import { lensCell, lensNames, readLens, readWriters } from '#lib/lens/index.ts';
import type { Gpt2Config } from '#lib/model/config.ts';
import { openInNode } from '#lib/model/node.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { makeVariant, someIds } from '../../model/variants.ts';
import { prompts, reference, teachingEngine, teachingFiles } from '../model/engine/teaching.ts';

/** ln_final and wteᵀ, written out. */
function logitsOf(config: Gpt2Config, weights: Weights, row: Float32Array): number[] {
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / row.length;
  const { 'ln_f.weight': g, 'ln_f.bias': b, wte } = weights;
  const x = Array.from(
    row,
    (value, i) =>
      ((value - mean) / Math.sqrt(variance + config.layer_norm_epsilon)) * (g?.[i] ?? NaN) +
      (b?.[i] ?? NaN),
  );
  return Array.from({ length: config.vocab_size }, (_, v) =>
    x.reduce((sum, value, i) => sum + value * (wte?.[v * row.length + i] ?? NaN), 0),
  );
}

const probabilities = (logits: readonly number[]): number[] => {
  const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
  return logits.map((z) => Math.exp(z) / total);
};

describe('lensCell(logits, last, target, count)', () => {
  const last = Float32Array.of(Math.log(0.5), Math.log(0.25), Math.log(0.25));
  test('an even distribution: entropy ln 3, and its divergence from the last', () => {
    const cell = lensCell(new Float32Array(3), last, 0, 2);
    expect(cell.entropy).toBeCloseTo(Math.log(3), 6);
    expect(cell.kl).toBeCloseTo(Math.log(3) - 1.5 * Math.LN2, 6);
    expect(cell.target).toEqual({ id: 0, p: expect.closeTo(1 / 3, 6) as number, rank: 1 });
    expect(cell.top.map(({ id }) => id)).toEqual([0, 1]);
  });
  test('the last layer itself: no divergence; ranks count what is likelier', () => {
    const cell = lensCell(last, last, 2, 3);
    expect(cell.kl).toBeCloseTo(0, 6);
    expect(cell.target.rank).toBe(2);
    expect(cell.top[0]).toEqual({ id: 0, p: expect.closeTo(0.5, 6) as number });
  });
});

describe('readLens(engine, ids)', () => {
  test('equals the plain loops, layer by layer', async () => {
    const { config, weights, files } = await makeVariant({});
    const engine = await openInNode(files);
    const ids = someIds(config, 9);
    const cells = await readLens(engine, ids, { target: 7 });
    const { cache } = forward(config, weights, ids);
    const D = config.n_embd;
    for (const [i, name] of lensNames(config.n_layer).entries()) {
      const data = cache[name]?.data ?? new Float32Array();
      for (const t of ids.keys()) {
        const p = probabilities(logitsOf(config, weights, data.slice(t * D, (t + 1) * D)));
        const cell = cells[i]?.[t];
        expect(cell?.target.p).toBeCloseTo(p[7] ?? NaN, 4);
        expect(cell?.target.rank).toBe(p.filter((other) => other > (p[7] ?? NaN)).length + 1);
        expect(cell?.entropy).toBeCloseTo(-p.reduce((sum, x) => sum + x * Math.log(x), 0), 3);
        expect(cell?.top[0]?.p).toBeCloseTo(Math.max(...p), 4);
      }
    }
    await engine.release();
  });

  test('on the teaching model the last row is its prediction, with nothing between them', async () => {
    const engine = await teachingEngine();
    const [prompt] = prompts;
    const ids = prompt?.ids ?? [];
    const cells = await readLens(engine, ids);
    const { n_layer, vocab_size: V } = engine.info.config;
    expect(cells).toHaveLength(n_layer + 1);
    const logits = [...(prompt ? reference(prompt) : [])].find(([name]) => name === 'logits')?.[1];
    for (const [t, cell] of (cells.at(-1) ?? []).entries()) {
      const p = probabilities([...(logits?.data.slice(t * V, (t + 1) * V) ?? [])]);
      expect(cell.kl).toBeLessThan(1e-6);
      expect(cell.target).toMatchObject({ id: cell.top[0]?.id, rank: 1 });
      expect(cell.target.p).toBeCloseTo(Math.max(...p), 3);
    }
    // The first row has read one token only, and is further from the end than the row before the last.
    const mean = (row: readonly { kl: number }[] = []) =>
      row.reduce((sum, { kl }) => sum + kl / row.length, 0);
    expect(mean(cells[0])).toBeGreaterThan(mean(cells.at(-2)));
  });
});

describe('readWriters(engine, ids, place)', () => {
  test('parts add up to the change of the lens, and are those of the plain loops', async () => {
    const engine = await teachingEngine();
    const { config, readWeight } = await teachingFiles();
    const ids = (prompts[0]?.ids ?? []).slice(0, 8);
    const { n_embd: D, n_head: H, n_layer, vocab_size: V } = config;
    const names = ['wte', 'ln_f.weight', 'ln_f.bias', 'h.1.attn.c_proj.weight'];
    const weights: Record<string, Float32Array> = {};
    for (const name of names) weights[name] = Float32Array.from(await readWeight(name));
    for (const layer of [0, 1, n_layer - 1]) {
      const pos = ids.length - 1;
      const found = await readWriters(engine, ids, { layer, pos, target: 262 });
      const sum = found.heads.reduce((a, b) => a + b, found.bias + found.mlp + found.rescaled);
      expect(found.heads).toHaveLength(H);
      expect(Math.abs(found.before + sum - found.after)).toBeLessThan(1e-3);
    }
    // One head, written out: z W_O, over the σ of the stream after the block.
    const { captured } = await engine.run(ids, {
      capture: ['blocks.1.attn.hook_z', 'blocks.1.hook_resid_post'],
    });
    const pos = ids.length - 2;
    const z = captured['blocks.1.attn.hook_z']?.data.slice(pos * D, (pos + 1) * D) ?? [];
    const post = captured['blocks.1.hook_resid_post']?.data.slice(pos * D, (pos + 1) * D) ?? [];
    const d = D / H;
    const head = 2;
    const c = Array.from({ length: D }, (_, j) => {
      let value = 0;
      for (let i = head * d; i < (head + 1) * d; i++)
        value += (z[i] ?? NaN) * (weights['h.1.attn.c_proj.weight']?.[i * D + j] ?? NaN);
      return value;
    });
    const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length;
    const m = meanOf(post);
    const σ = Math.sqrt(meanOf(Array.from(post, (x) => (x - m) ** 2)) + config.layer_norm_epsilon);
    const mc = meanOf(c);
    const read = c.map((x, j) => ((x - mc) / σ) * (weights['ln_f.weight']?.[j] ?? NaN));
    const scores = Array.from({ length: V }, (_, v) =>
      read.reduce((sum, x, j) => sum + x * (weights['wte']?.[v * D + j] ?? NaN), 0),
    );
    const found = await readWriters(engine, ids, { layer: 1, pos, target: 262 });
    expect(found.heads[head]).toBeCloseTo((scores[262] ?? NaN) - meanOf(scores), 3);
  });
});
