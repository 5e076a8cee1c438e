import { expect, test } from 'vitest';
import { candidates } from '#lib/model/backends.ts';
import type { Edit } from '#lib/model/edits.ts';
import { load } from '#lib/model/load.ts';
import { forward } from '#lib/reference/index.ts';
import {
  expectedLogits,
  largestDifference,
  makeVariant,
  someIds,
  variants,
} from '../../model/variants.ts';

// The two graphs that write have kernels of their own for each activation function and scale; what a
// config.json can ask for is asked for together, since shaders take seconds here.
test.each([
  ['fused', 1, ['gelu, by the error function', 'scores divided by the layer too']],
  ['plain', 2, ['relu', 'a head of its own', 'a narrow MLP, another epsilon']],
] as const)('WebGPU, %s attention, candidate %i: %j', async (_, candidate, names) => {
  const changes = names.map((name) => variants[name] ?? {});
  expect(changes).not.toContainEqual({});
  const variant = await makeVariant(Object.assign({}, ...changes) as object);
  const engine = await load(variant.files, candidates('webgpu', 1).slice(candidate, candidate + 1));
  const ids = someIds(variant.config, 12);
  const run = await engine.run(ids, { logits: 'all' });
  expect(largestDifference(run.logits.data, expectedLogits(variant, ids))).toBeLessThan(1e-2);
  const steps: Float32Array[] = [];
  const options = { strategy: 'greedy', maxNewTokens: 3, stopAtEnd: false } as const;
  const written = await engine.generate(ids, options, ({ logits }) => steps.push(logits));
  const V = variant.config.vocab_size;
  const expected = expectedLogits(variant, written.ids);
  for (const [i, logits] of steps.entries()) {
    const from = (ids.length - 1 + i) * V;
    expect(largestDifference(logits, expected.slice(from, from + V))).toBeLessThan(1e-2);
  }
  await engine.release();
});

test('WebGPU: edits at every kind of place equal the plain loops', async () => {
  const variant = await makeVariant({});
  const engine = await load(variant.files, candidates('webgpu', 1).slice(1, 2));
  const ids = someIds(variant.config, 12);
  const edits: Edit[] = [
    { at: 'hook_embed', do: 'scale', value: 1.5, pos: [3] },
    { at: 'hook_pos_embed', do: 'zero', pos: [0, 1] },
    { at: 'blocks.0.attn.hook_pattern', head: 1, do: 'mean', pos: [11] },
    { at: 'blocks.0.attn.hook_z', head: 2, do: 'zero' },
    { at: 'blocks.0.hook_attn_out', do: 'mean', pos: [5] },
    { at: 'blocks.0.hook_resid_post', do: 'add', value: 0.25 },
    { at: 'blocks.1.hook_resid_pre', do: 'scale', value: 0.5 },
    { at: 'blocks.1.hook_mlp_out', do: 'set', value: 0.1, pos: [10, 11] },
  ];
  const run = await engine.run(ids, { logits: 'all', edits, capture: 'all' });
  const { logits, cache } = forward(variant.config, variant.weights, ids, { edits });
  expect(
    largestDifference(
      run.logits.data,
      logits.flatMap((row) => [...row]),
    ),
  ).toBeLessThan(1e-2);
  for (const [name, { data }] of Object.entries(cache))
    expect(largestDifference(run.captured[name]?.data ?? [], data), name).toBeLessThan(1e-2);
  const plain = await engine.run(ids, { logits: 'all' });
  const none = await engine.run(ids, { logits: 'all', edits: [] });
  expect(none.logits.data).toEqual(plain.logits.data);
  await engine.release();
});
