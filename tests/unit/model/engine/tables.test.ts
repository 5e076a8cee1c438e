import { describe, expect, test } from 'vitest';
import { nearestRows, principalComponents, rowNorms, unitRows } from '#lib/embeddings/index.ts';
import { teachingEngine, teachingFiles } from './teaching.ts';

const { wte, wpe } = await (await teachingFiles()).tables();

describe('Engine.tables', () => {
  test('rows(table, indices) are what the model adds up to its first residual', async () => {
    const engine = await teachingEngine();
    const ids = [262, 8192, 262];
    const { captured } = await engine.run(ids, {
      positions: [5, 0, 255],
      capture: ['hook_embed', 'hook_pos_embed'],
    });
    expect(await engine.tables.rows('wte', ids)).toEqual(captured['hook_embed']);
    expect(await engine.tables.rows('wpe', [5, 0, 255])).toEqual(captured['hook_pos_embed']);
  });

  test('nearest and norms are those of the table', async () => {
    const { tables } = await teachingEngine();
    const norms = rowNorms(wte, 256);
    expect(await tables.norms()).toEqual(norms);
    for (const measure of ['cosine', 'dot'] as const)
      expect(await tables.nearest(300, 5, measure)).toEqual(
        nearestRows(wte, norms, 300, 5, measure),
      );
  });

  test('principal(2) is that of the table, and is computed once', async () => {
    const { tables } = await teachingEngine();
    const found = await tables.principal(2);
    expect(found).toEqual(await principalComponents(wte, 256, 2));
    expect(found.coordinates).toHaveLength(2 * 8193);
    expect(await tables.principal(2)).toBe(found);
    const units = await tables.principal(2, 'directions');
    expect(units).toEqual(await principalComponents(unitRows(wte, rowNorms(wte, 256)), 256, 2));
  });

  test('weight(name, rows) is what the block multiplies with', async () => {
    const engine = await teachingEngine();
    const { captured } = await engine.run([262, 300, 11], {
      capture: ['blocks.1.mlp.hook_post', 'blocks.1.hook_mlp_out'],
    });
    const post = captured['blocks.1.mlp.hook_post']?.data ?? new Float32Array();
    const out = await engine.tables.weight('h.1.mlp.c_proj.weight');
    const bias = await engine.tables.weight('h.1.mlp.c_proj.bias');
    const [neurons = 0, D = 0] = out.shape;
    expect([out.data.length, bias.data.length]).toEqual([neurons * D, D]);
    for (const j of [0, 17, D - 1]) {
      let sum = bias.data[j] ?? NaN;
      for (let n = 0; n < neurons; n++) sum += (post[n] ?? NaN) * (out.data[n * D + j] ?? NaN);
      expect(sum).toBeCloseTo(captured['blocks.1.hook_mlp_out']?.data[j] ?? NaN, 4);
    }
    const two = await engine.tables.weight('h.1.mlp.c_proj.weight', [5, 2]);
    expect(two).toEqual({
      shape: [2, D],
      data: Float32Array.of(...out.data.slice(5 * D, 6 * D), ...out.data.slice(2 * D, 3 * D)),
    });
  });

  test('what is handed out may move to another thread: nothing of the engine goes with it', async () => {
    const engine = await teachingEngine();
    const ask = async (): Promise<Float32Array[]> => {
      const rows = await engine.tables.rows('wte', [300, 11]);
      const norms = await engine.tables.norms();
      const whole = await engine.tables.weight('ln_f.weight');
      const some = await engine.tables.weight('h.1.mlp.c_proj.weight', [5]);
      const { data } = await engine.unembed(rows);
      const { logits, captured } = await engine.run([262, 300], { capture: ['hook_embed'] });
      const tensors = [rows, whole, some, logits, ...Object.values(captured)];
      return [norms, data, ...tensors.map((tensor) => tensor.data)];
    };
    const first = await ask();
    const before = first.map((array) => array.slice());
    structuredClone(null, { transfer: first.map(({ buffer }) => buffer as ArrayBuffer) });
    expect(first.map(({ length }) => length)).toEqual(first.map(() => 0));
    expect(await ask()).toEqual(before);
  });

  test('what is not there is refused', async () => {
    const { tables } = await teachingEngine();
    expect(wpe).toHaveLength(256 * 256);
    await expect(tables.rows('wte', [8193])).rejects.toMatchObject({ code: 'bad-id' });
    await expect(tables.rows('wpe', [256])).rejects.toMatchObject({ code: 'bad-option' });
    await expect(tables.weight('h.99.ln_1.bias')).rejects.toMatchObject({ code: 'missing-tensor' });
    await expect(tables.weight('ln_f.bias', [1])).rejects.toMatchObject({ code: 'bad-option' });
    await expect(tables.nearest(-1, 3, 'dot')).rejects.toMatchObject({ code: 'bad-id' });
  });
});
