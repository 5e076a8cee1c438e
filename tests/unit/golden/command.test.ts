import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GPT2_FACTS, type FactSet, type GoldenLine } from '#lib/golden/index.ts';
import { findWeights, openGolden } from '../../../tools/cli/models/open-golden.ts';
import { goldenResult } from '../../../tools/cli/verify-golden.ts';
import {
  openModelDirectory,
  readConfig,
  sourceFromDirectory,
} from '../../../tools/model/file-source.ts';
import { storeModel } from '../../../tools/model/store-model.ts';

const TEACHING = 'public/models/teaching';
let temporary = '';
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'golden-'));
});
afterAll(() => rm(temporary, { recursive: true }));

async function run(model: string | undefined, asJson: boolean, set?: FactSet) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  const result = await goldenResult({ model, asJson, write, ...(set && { set }) });
  return { ...result, written, lines: result.json.lines as readonly GoldenLine[] };
}

test('where the weights are not there nothing is run, nothing passes, nothing fails', async () => {
  const missing = join(temporary, 'nowhere');
  const { json, lines, written, text, failure } = await run(missing, false);
  expect(json).toMatchObject({ status: 'not run', folder: null });
  expect(lines.map(({ id }) => id)).toEqual(GPT2_FACTS.facts.map(({ id }) => id));
  expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['not run']));
  expect(written).toHaveLength(lines.length);
  expect(written.every((line) => line.startsWith('not run  '))).toBe(true);
  expect(text).toContain(`no weights of ${missing} are here`);
  expect(text).not.toMatch(/golden facts: passed/);
  expect(failure).toBeUndefined();
});

test('--json writes nothing on the way', async () => {
  const { written, asJson } = await run(join(temporary, 'nowhere'), true);
  expect([written, asJson]).toEqual([[], true]);
});

describe('on the teaching model', () => {
  test('the facts of GPT-2 are not run, each with the reason', async () => {
    const { json, lines, failure } = await run(TEACHING, true);
    expect(json).toMatchObject({ status: 'not run', backend: 'wasm', dtype: 'int8' });
    for (const { status, why } of lines) {
      expect(status).toBe('not run');
      expect(why).toContain('teaching has 4');
    }
    expect(failure).toBeUndefined();
  });

  test('a wrong expectation is a failure that is named; the right one beside it passes', async () => {
    const { n_layer, n_head, n_embd, n_positions, vocab_size } = (await readConfig(
      TEACHING,
    )) as FactSet['sizes'];
    const fact = { source: 'this test', kind: 'parameters', count: 'numbers' } as const;
    const expected = vocab_size * n_embd;
    const { json, lines, written, text, failure } = await run(TEACHING, false, {
      model: 'teaching',
      sizes: { n_layer, n_head, n_embd, n_positions, vocab_size },
      tokens: { text: ' t', ids: [256] },
      facts: [
        {
          ...fact,
          id: 'a/right',
          what: { en: 'the token table', zh: '词元表' },
          under: 'wte',
          expected,
        },
        {
          ...fact,
          id: 'a/wrong',
          what: { en: 'a planted fault', zh: '故意的错误' },
          under: 'wte',
          expected: expected + 1,
        },
      ],
    });
    expect(json.status).toBe('failed');
    expect(lines.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(written[1]).toBe(
      `failed   a/wrong: a planted fault\n         ${expected}, published: ${expected + 1}\n`,
    );
    expect(text).toContain('failed (1 passed, 1 failed, 0 not run)');
    expect(failure).toBe('golden facts that failed: a/wrong');
  });
});

test('weights in the stored form are found, and judged as what they are stored in', async () => {
  const folder = join(temporary, 'stored');
  const checkpoint = await openModelDirectory(TEACHING);
  const source = await sourceFromDirectory(TEACHING);
  const { config } = checkpoint;
  await storeModel(
    folder,
    { config, source, tensor: source.tensor },
    {
      id: 'a model:int8',
      name: 'a model',
      dtype: 'int8',
      json: await readConfig(TEACHING),
      tokenizer: null,
      origin: { repo: null, revision: null, commit: null },
      resumeKey: 'test',
    },
  );
  expect(await findWeights(folder)).toBe(folder);
  const { dtype, shapes, files, close } = await openGolden(folder);
  expect(dtype).toBe('int8');
  const sizes = [...(shapes ?? [])].map(([, shape]) => shape.reduce((a, b) => a * b, 1));
  expect(sizes.reduce((a, b) => a + b, 0)).toBe(files.parameters);
  expect(files.parameters).toBe(checkpoint.parameters);
  await close();
  await source.close();
  await checkpoint.close();
});

test('a folder without weights is no model', async () => {
  expect(await findWeights(temporary)).toBeNull();
});
