/** The stored runs are what the teaching model gives, and what plain loops make of its weights. */
import { expect, test } from 'vitest';
import stored from '#lib/embedded/block.json' with { type: 'json' };
import { activate, forward } from '#lib/reference/index.ts';
import { tensorShapes } from '#lib/model/weights/index.ts';
import { makeStoredBlock } from '../../../tools/model/stored-block.ts';
import { teachingFiles } from '../model/engine/teaching.ts';

/** Every number of two values of the same form, side by side, with where it stands. */
function pairs(a: unknown, b: unknown, path = ''): [string, number, number][] {
  if (typeof a === 'number' && typeof b === 'number') return [[path, a, b]];
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    expect(Object.keys(b)).toEqual(Object.keys(a));
    return Object.entries(a).flatMap(([key, value]) =>
      pairs(value, (b as Record<string, unknown>)[key], `${path}.${key}`),
    );
  }
  expect(b, path).toEqual(a);
  return [];
}

test('block.json is what the teaching model gives (else: npm run stored-block)', async () => {
  const made = await makeStoredBlock();
  const found = pairs(JSON.parse(JSON.stringify(made)), stored);
  expect(found.length).toBeGreaterThan(1000);
  for (const [path, now, then] of found) {
    // One more or less where a number lies on the edge of a bin, or between two ranks.
    const room = /\.(counts|rank)\b/.test(path)
      ? 1 + 0.01 * Math.abs(then)
      : 1e-3 * (1 + Math.abs(then));
    expect(Math.abs(now - then), path).toBeLessThanOrEqual(room);
  }
});

test('lens, ledger and pre-activations equal the plain loops (≤ 1e-3)', async () => {
  const { config, readWeight } = await teachingFiles();
  const weights: Record<string, Float32Array> = {};
  for (const name of tensorShapes(config).keys())
    weights[name] = Float32Array.from(await readWeight(name));
  const { logits, cache } = forward(config, weights, stored.ids);
  const row = (name: string, t: number) => {
    const { data, shape } = cache[name] ?? { data: new Float32Array(), shape: [1, 1] };
    const width = data.length / (shape[0] ?? 1);
    return data.slice(t * width, (t + 1) * width);
  };
  for (const [t, cell] of (stored.lens.cells.at(-1) ?? []).entries()) {
    const z = logits[t] ?? new Float64Array();
    const max = Math.max(...z);
    const total = z.reduce((sum, each) => sum + Math.exp(each - max), 0);
    for (const { id, p } of cell.top)
      expect(Math.abs(Math.exp((z[id] ?? NaN) - max) / total - p)).toBeLessThan(1e-3);
  }
  const final = (t: number) => row(`blocks.${config.n_layer - 1}.hook_resid_post`, t);
  for (const [t] of stored.ids.entries()) {
    const length = Math.hypot(...final(t));
    for (let layer = 0; layer < config.n_layer; layer++) {
      const entry = stored.ledger[2 + 2 * layer]?.[t];
      const written = row(`blocks.${layer}.hook_attn_out`, t);
      const dot = written.reduce((sum, x, i) => sum + x * (final(t)[i] ?? NaN), 0);
      expect(Math.abs(dot / length ** 2 - (entry?.share ?? NaN))).toBeLessThan(1e-3);
      const norm = Math.hypot(...written);
      expect(Math.abs(norm - (entry?.norm ?? NaN))).toBeLessThan(1e-3 * (1 + norm));
    }
  }
  const { layer, list } = stored.neurons;
  for (const { index, activations } of list)
    for (const [t, x] of activations.entries()) {
      const pre = row(`blocks.${layer}.mlp.hook_pre`, t)[index] ?? NaN;
      expect(Math.abs(activate(pre, config.activation_function) - x)).toBeLessThan(1e-3);
    }
});
