import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gpt2Config } from '#lib/model/config.ts';
import type { Reference } from '#lib/model/self-check.ts';
import { forward } from '#lib/reference/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { writeRandomCheckpoint } from '../../../tools/model/random-checkpoint.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';
import { json, temporaryFolder, vitrine } from './start.ts';

const TEACHING = 'public/models/teaching';

const tiny: Gpt2Config = {
  n_layer: 2,
  n_head: 2,
  n_embd: 16,
  n_positions: 48,
  vocab_size: 8193,
  n_inner: 64,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 8192,
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** A random model with the teaching model's tokenizer, and one without any. */
let model: string;
let bare: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { VITRINE_MODELS: folder.path };
  model = join(folder.path, 'tiny');
  bare = join(folder.path, 'bare');
  await writeRandomCheckpoint(model, tiny, 5, { prefix: 'transformer.' });
  await writeRandomCheckpoint(bare, tiny, 5);
  for (const file of ['vocab.json', 'merges.txt', 'tokenizer_config.json'])
    await copyFile(join(TEACHING, file), join(model, file));
});
afterAll(() => folder.remove());

test('run --model DIR computes what the plain loops compute, with or without transformer. in its names', async () => {
  const checkpoint = await openModelDirectory(model);
  const ids = [464, 3797, 3332];
  const { logits } = forward(tiny, await readWeights(checkpoint), ids);
  await checkpoint.close();
  const row = [...logits.at(-1)!];
  const total = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const [prefixed, plain] = [
    await json(['run', 'The cat sat', '--model', model]),
    await json(['run', '--ids', '464,3797,3332', '--model', bare]),
  ];
  expect(prefixed).toMatchObject({ model: 'tiny', ids });
  for (const { top } of [prefixed, plain] as unknown as {
    top: { id: number; logprob: number }[];
  }[]) {
    expect(top).toHaveLength(10);
    for (const { id, logprob } of top) expect(logprob).toBeCloseTo(row[id]! - total, 4);
  }
  expect(plain.top).toMatchObject(Array.from({ length: 10 }, () => ({ token: null })));
});

test('a text for a model without tokenizer files is refused, ids are not', async () => {
  const { code, stderr } = await vitrine(['run', 'The cat', '--model', bare]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/tokenizer/);
});

test('a directory with tokenizer.json alone has the same tokens', async () => {
  const one = join(folder.path, 'other', 'one-file');
  await mkdir(one, { recursive: true });
  await copyFile(join(TEACHING, 'config.json'), join(one, 'config.json'));
  const [vocab, merges] = await Promise.all(
    ['vocab.json', 'merges.txt'].map((name) => readFile(join(TEACHING, name), 'utf8')),
  );
  const tokenizer = {
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    model: {
      type: 'BPE',
      vocab: JSON.parse(vocab!) as unknown,
      merges: merges!
        .split('\n')
        .slice(1)
        .filter((line) => line !== ''),
    },
  };
  await writeFile(join(one, 'tokenizer.json'), JSON.stringify(tokenizer));
  const text = 'Alice ran. 你好 😉';
  const of = (model: string) => json(['tokenize', text, '--model', model]);
  expect(await of(one)).toEqual(await of('teaching'));
});

test('model list names the embedded model and those of VITRINE_MODELS', async () => {
  const { models } = await json(['model', 'list'], { env });
  expect(models).toEqual([
    expect.objectContaining({ name: 'teaching', parameters: 5_322_496, dtype: 'I8' }),
    expect.objectContaining({ name: 'bare', dtype: 'F32', path: bare }),
    expect.objectContaining({ name: 'tiny', dtype: 'F32', path: model, embedded: false }),
  ]);
});

test('model verify holds the embedded model against its reference values', async () => {
  const { status, against, lines } = await json(['model', 'verify']);
  expect({ status, against }).toEqual({ status: 'passed', against: 'reference' });
  const tokens = (lines as { tokens: number }[]).map((line) => line.tokens);
  expect(tokens).toEqual(expect.arrayContaining([1, 31, 32, 128]));
  for (const line of lines as { logitError: number; tolerance: number; passed: boolean }[]) {
    expect(line.passed).toBe(true);
    expect(line.logitError).toBeLessThanOrEqual(line.tolerance);
  }
});

test('model verify of a model without reference values is not run, exit code 0', async () => {
  const { code, stdout, stderr } = await vitrine(['model', 'verify', 'tiny'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^tiny: not run/);
});

test('model verify with one wrong reference value fails, exit code 2, and shows each line', async () => {
  const wrong = join(folder.path, 'other', 'wrong');
  await mkdir(wrong, { recursive: true });
  for (const file of ['config.json', 'model.safetensors'])
    await copyFile(join(TEACHING, file), join(wrong, file));
  const text = await readFile(join(TEACHING, 'self-check.json'), 'utf8');
  const { sha256, prompts } = JSON.parse(text) as Reference;
  const [first, ...others] = prompts;
  const [logit, ...rest] = first!.logits;
  const logits = [{ ...logit!, value: logit!.value + 0.01 }, ...rest];
  const changed = { sha256, prompts: [{ ...first!, logits }, ...others] };
  await writeFile(join(wrong, 'self-check.json'), JSON.stringify(changed));

  const { code, stdout, stderr } = await vitrine(['model', 'verify', wrong, '--json']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^vitrine: [^\n]+\n$/);
  const { status, lines } = JSON.parse(stdout) as { status: string; lines: { passed: boolean }[] };
  expect(status).toBe('failed');
  expect(lines.map(({ passed }) => passed)).toEqual([false, true, true, true, true]);

  // nor does such a model run
  const run = await vitrine(['run', '--ids', '1', '--model', wrong]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/^vitrine: self-check-failed: [^\n]+\n$/);
});

test('weights of another hash than the reference says are refused', async () => {
  const broken = join(folder.path, 'other', 'broken');
  await mkdir(broken, { recursive: true });
  for (const file of ['config.json', 'self-check.json'])
    await copyFile(join(TEACHING, file), join(broken, file));
  const weights = await readFile(join(TEACHING, 'model.safetensors'));
  weights[weights.length - 1000]! ^= 1;
  await writeFile(join(broken, 'model.safetensors'), weights);
  const { code, stdout, stderr } = await vitrine(['model', 'verify', broken]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^vitrine: corrupt: [^\n]+\n$/);
});
