import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tensor } from '#lib/model/api.ts';
import { decode, parseHeader } from '#lib/model/weights/index.ts';
import { largestError } from '../../model/largest-error.ts';
import { prompts, reference } from '../model/engine/teaching.ts';
import { json, temporaryFolder, vitrine } from './start.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

interface Top {
  readonly id: number;
  readonly token: string;
  readonly logprob: number;
}

async function saved(name: string): Promise<Map<string, Tensor>> {
  const file = new Uint8Array(await readFile(join(folder.path, name)));
  const { tensors } = parseHeader(file, file.length);
  return new Map(
    [...tensors].map(([name, { shape, begin, end, dtype }]) => {
      expect(dtype).toBe('F32');
      return [name, { shape, data: decode(file.slice(begin, end), dtype) }];
    }),
  );
}

test('run --capture all --save writes every activation that PyTorch stored, within 1e-3', async () => {
  const prompt = prompts[3]!;
  const path = join(folder.path, 'all.safetensors');
  const result = await json(['run', prompt.text, '--bos', '--capture', 'all', '--save', path]);
  expect(result).toMatchObject({ model: 'teaching', backend: 'wasm', dtype: 'fp32' });
  expect(result.ids).toEqual(prompt.ids);

  const expected = reference(prompt);
  const actual = await saved('all.safetensors');
  expect(actual.get('logits')?.shape).toEqual([prompt.ids.length, 8193]);
  expect(expected.size).toBeGreaterThan(50);
  for (const [name, tensor] of expected)
    expect(largestError(actual.get(name), tensor), name).toBeLessThanOrEqual(1e-3);
  expect([...actual.keys()].filter((name) => !expected.has(name))).toEqual([]);

  // ten largest log-probabilities of the stored logits' last row
  const row = [...(expected.get('logits')?.data.slice(-8193) ?? [])];
  const total = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const best = row.map((logit, id) => ({ id, logprob: logit - total }));
  best.sort((a, b) => b.logprob - a.logprob);
  const top = result.top as Top[];
  expect(top.map(({ id }) => id)).toEqual(best.slice(0, 10).map(({ id }) => id));
  for (const [i, { logprob, token }] of top.entries()) {
    expect(logprob).toBeCloseTo(best[i]!.logprob, 3);
    expect(token).toEqual(expect.any(String));
  }
});

test('run --edit makes the edit that PyTorch made, as JSON or from a file', async () => {
  const prompt = prompts[0]!;
  const edit = '[{"at":"blocks.1.attn.hook_z","head":2,"do":"zero"}]';
  const file = join(folder.path, 'edit.json');
  await writeFile(file, edit);
  const ids = ['--ids', prompt.ids.join(',')];
  const save = (name: string): string[] => ['--save', join(folder.path, name)];
  const [direct, fromFile, plain] = await Promise.all([
    json(['run', ...ids, '--edit', edit, ...save('edited.safetensors')]),
    json(['run', ...ids, '--edit', `@${file}`]),
    json(['run', ...ids]),
  ]);
  expect(fromFile).toEqual(direct);
  expect(plain.top).not.toEqual(direct.top);
  const tensors = await saved('edited.safetensors');
  expect([...tensors.keys()]).toEqual(['logits']);
  const last = tensors.get('logits')!.data.slice(-8193);
  for (const [i, logit] of prompt.last_logits_with_head_1_2_zeroed_first_8.entries())
    expect(Math.abs(last[i]! - logit)).toBeLessThanOrEqual(1e-3);
});

test('run without --json prints a table of ten tokens and the shapes of what was captured', async () => {
  const args = ['run', 'The cat', '--capture', 'blocks.0.attn.hook_pattern,hook_embed'];
  const { code, stdout, stderr } = await vitrine(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^teaching, wasm, fp32, 2 tokens: 464 3797\n/);
  expect(stdout.match(/ %$/gm)).toHaveLength(10);
  expect(stdout).toMatch(/^hook_embed +\[2, 256\]$/m);
  expect(stdout).toMatch(/^blocks\.0\.attn\.hook_pattern +\[8, 2, 2\]$/m);
});
