import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import { decodeTensor, encodeTensor, storedDtype } from '#lib/model/store/quantise.ts';
import {
  parseHeader,
  sizeOf,
  tensorShapes,
  writeSafetensors,
  type TensorName,
} from '#lib/model/weights/index.ts';
import {
  fineTuneConfig,
  fineTuneMerges,
  tinyConfig,
  tinyTokenizer,
  wideConfig,
} from '#tests/hub/repositories.ts';
import { startHub, type StandIn } from '#tests/hub/server.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { getModel } from '../../../tools/model/get.ts';
import { writeRandomCheckpoint } from '../../../tools/model/random-checkpoint.ts';
import { randomWeights } from '../../../tools/model/random-weights.ts';
import { folderName, siteModels } from '../../../tools/model/site-models.ts';
import { storeModel } from '../../../tools/model/store-model.ts';
import { openStoredDirectory } from '../../../tools/model/stored-directory.ts';
import { temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
let hub: StandIn;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const get = (repo: string, change: Partial<Parameters<typeof getModel>[0]> = {}) =>
  getModel({
    repo,
    from: null,
    revision: null,
    endpoint: hub.url,
    dtype: 'int8',
    models: join(folder, 'models'),
    ...change,
  });

/** The random weights of this name as they are after having been stored. */
function stored(name: TensorName, shape: readonly number[], dtype: StoredDtype, seed: number) {
  const form = { dtype: storedDtype(name, dtype), shape, block: 32 };
  const values = randomWeights(name, seed)(new Float32Array(sizeOf(shape)));
  return decodeTensor(encodeTensor(values, form), form);
}

describe('getModel from a hub', () => {
  test.each([
    ['tiny/gpt2', tinyConfig, 'int8', 1],
    ['tiny/gpt2', tinyConfig, 'int4', 1],
    ['tiny/prefixed', tinyConfig, 'fp16', 1],
    ['tiny/untied', tinyConfig, 'int8', 1],
    ['tiny/sharded', wideConfig, 'int8', 1],
    ['tiny/fine-tune', fineTuneConfig, 'fp32', 2],
  ] as const)('%s: every weight as the hub has it', async (repo, config, dtype, seed) => {
    const got = await get(repo, { dtype });
    expect(got.folder).toBe(join(folder, 'models', folderName(repo, dtype)));
    const { manifest, files } = await openStoredDirectory(got.folder);
    expect(manifest).toEqual(got.manifest);
    expect(manifest).toMatchObject({ name: repo, dtype, tied: repo !== 'tiny/untied' });
    expect(manifest.origin).toMatchObject({ kind: 'site', repo, revision: 'main' });
    expect(manifest.origin.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(manifest.id).toBe(`${repo}@${manifest.origin.commit}:${dtype}`);
    const shapes = tensorShapes(config);
    if (!manifest.tied) shapes.set('lm_head', [config.vocab_size, config.n_embd]);
    for (const [name, shape] of shapes)
      expect(await files.readWeight(name), name).toEqual(stored(name, shape, dtype, seed));
  });

  test('keeps a tokenizer of its own, and none where it is GPT-2’s', async () => {
    const { manifest } = await get('tiny/fine-tune');
    expect(manifest.tokenizer?.mergesTxt.split('\n').slice(1, -1)).toEqual(fineTuneMerges);
  });

  test('writes nothing where the model will not do', async () => {
    const models = join(folder, 'none');
    for (const repo of ['tiny/llama', 'tiny/chinese', 'tiny/gated', 'tiny/nowhere'])
      await expect(get(repo, { models })).rejects.toThrow();
    await expect(readdir(models)).rejects.toThrow('ENOENT');
  });
});

describe('getModel from a directory', () => {
  const directory = join(folder, 'my model');
  beforeAll(async () => {
    await writeRandomCheckpoint(directory, wideConfig, 1);
    await writeFile(join(directory, 'vocab.json'), tinyTokenizer.vocabJson);
    await writeFile(join(directory, 'merges.txt'), tinyTokenizer.mergesTxt);
  });

  test('gives the same shards as the hub does for the same weights', async () => {
    const fromDisk = await get('tiny/wide', { from: directory, models: join(folder, 'disk') });
    const fromHub = await get('tiny/wide');
    expect(fromDisk.manifest.shards).toEqual(fromHub.manifest.shards);
    expect(fromDisk.manifest.id).toBe('tiny/wide:int8');
    expect(fromDisk.manifest.tokenizer).toEqual(tinyTokenizer);
  });

  test('takes its name for the model where no other is given', async () => {
    const models = join(folder, 'named');
    const { manifest } = await get('', { repo: null, from: directory, models });
    expect(manifest.name).toBe('my model');
    expect(await readdir(models)).toEqual(['index.json', 'my-model-int8']);
  });

  test('reads a checkpoint in several files', async () => {
    const parts = join(folder, 'parts');
    await writeRandomCheckpoint(parts, wideConfig, 1);
    await writeFile(join(parts, 'vocab.json'), tinyTokenizer.vocabJson);
    await writeFile(join(parts, 'merges.txt'), tinyTokenizer.mergesTxt);
    await cutInTwo(parts);
    const { manifest } = await get('x', { from: parts, models: join(folder, 'cut') });
    const whole = await get('x', { from: directory, models: join(folder, 'whole') });
    expect(manifest.shards).toEqual(whole.manifest.shards);
  });
});

/** model.safetensors becomes two files and an index. */
async function cutInTwo(directory: string): Promise<void> {
  const path = join(directory, 'model.safetensors');
  const file = new Uint8Array(await readFile(path));
  const tensors = [...parseHeader(file, file.length).tensors];
  const weight_map: Record<string, string> = {};
  for (const half of [0, 1]) {
    const name = `model-0000${half + 1}-of-00002.safetensors`;
    const mine = tensors.filter((_, i) => i % 2 === half);
    for (const [tensor] of mine) weight_map[tensor] = name;
    const data = mine.map(([tensor, { shape, begin, end }]) => [
      tensor,
      { shape, data: new Float32Array(file.slice(begin, end).buffer) },
    ]);
    await writeFile(join(directory, name), writeSafetensors(Object.fromEntries(data)));
  }
  await writeFile(`${path}.index.json`, JSON.stringify({ metadata: {}, weight_map }));
  await rm(path);
}

describe('storeModel(folder, checkpoint, options)', () => {
  const common = { name: 'x', dtype: 'int8', tokenizer: null, shardBytes: 1024 } as const;
  const origin = { repo: null, revision: null, commit: null };

  test('interrupted, goes on with the tensors that are in no shard yet', async () => {
    const directory = join(folder, 'interrupted');
    await writeRandomCheckpoint(directory, tinyConfig, 1);
    const checkpoint = await openModelDirectory(directory);
    const read: string[] = [];
    const counted = {
      ...checkpoint,
      tensor: (name: TensorName) => {
        read.push(name);
        return checkpoint.tensor(name);
      },
    };
    const config = { model_type: 'gpt2', ...tinyConfig };
    const options = { ...common, origin, config };
    const once = await storeModel(join(folder, 'once'), checkpoint, {
      ...options,
      resumeKey: null,
    });

    const target = join(folder, 'twice');
    const cut = storeModel(target, counted, {
      ...options,
      resumeKey: 'these weights',
      onTensor(done) {
        if (done === 10) throw new Error('the lid was closed');
      },
    });
    await expect(cut).rejects.toThrow('the lid was closed');
    await expect(readdir(target)).rejects.toThrow('ENOENT');
    const before = read.splice(0).length;
    const again = await storeModel(target, counted, { ...options, resumeKey: 'these weights' });
    expect(again).toEqual(once);
    expect(before).toBe(10);
    expect(read.length).toBeLessThan(checkpoint.names.length);
    expect(read).not.toContain('wte');
    const names = [...once.shards.map(({ sha256 }) => `${sha256}.bin`), 'manifest.json'];
    expect((await readdir(target)).toSorted()).toEqual(names.toSorted());
    await openStoredDirectory(target).then(({ files }) => files.readWeight('ln_f.bias'));
    await checkpoint.close();
  });

  test('begun for other weights, begins anew', async () => {
    const directory = join(folder, 'other');
    await writeRandomCheckpoint(directory, tinyConfig, 2);
    const checkpoint = await openModelDirectory(directory);
    const config = { model_type: 'gpt2', ...tinyConfig };
    const options = { ...common, origin, config };
    const target = join(folder, 'anew');
    const cut = storeModel(target, checkpoint, {
      ...options,
      resumeKey: 'a',
      onTensor(done) {
        if (done === 10) throw new Error('stop');
      },
    });
    await expect(cut).rejects.toThrow('stop');
    const shards: number[] = [];
    await storeModel(target, checkpoint, {
      ...options,
      resumeKey: 'b',
      onTensor: (done) => shards.push(done),
    });
    expect(shards[0]).toBe(1);
    await checkpoint.close();
  });
});

test('siteModels(folder) and index.json list what is stored, and nothing that is half there', async () => {
  const models = join(folder, 'listed');
  expect(await siteModels(models)).toEqual([]);
  await get('tiny/gpt2', { models });
  await get('tiny/gpt2', { models, dtype: 'int4' });
  const there = await siteModels(models);
  expect(there.map(({ path, dtype }) => [path, dtype])).toEqual([
    ['tiny--gpt2-int4/', 'int4'],
    ['tiny--gpt2-int8/', 'int8'],
  ]);
  expect(JSON.parse(await readFile(join(models, 'index.json'), 'utf8'))).toEqual({
    format: 'vitrine-models',
    version: 1,
    models: there,
  });
});
