import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteTensor } from '#lib/model/hub/index.ts';
import { Library } from '#lib/model/store/library.ts';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import { memoryStore } from '#lib/model/store/memory.ts';
import { decodeTensor, encodeTensor, storedDtype } from '#lib/model/store/quantise.ts';
import {
  parseHeader,
  sizeOf,
  tensorShapes,
  writeSafetensors,
  type TensorName,
} from '#lib/model/weights/index.ts';
import { checkpointFile } from '#tests/hub/checkpoint.ts';
import {
  fineTuneConfig,
  fineTuneMerges,
  tinyConfig,
  tinyTokenizer,
  wideConfig,
} from '#tests/hub/repositories.ts';
import { startHub, type StandIn } from '#tests/hub/server.ts';
import type { ByteRange } from '#lib/model/weights/source.ts';
import { sourceFromDirectory } from '../../../tools/model/file-source.ts';
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
    expect(manifest.id).toBe(`${repo}@main:${dtype}`);
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

  test('gives the same shards as the hub does for the same file', async () => {
    const same = checkpointFile(wideConfig);
    await writeFile(join(directory, 'model.safetensors'), same.read(0, same.size));
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
    expect(await readdir(models)).toEqual(['my-model-int8']);
  });

  test('reads a checkpoint in several files', async () => {
    const parts = join(folder, 'parts');
    await writeRandomCheckpoint(parts, wideConfig, 1);
    await writeFile(join(parts, 'vocab.json'), tinyTokenizer.vocabJson);
    await writeFile(join(parts, 'merges.txt'), tinyTokenizer.mergesTxt);
    await cutInTwo(parts);
    const got = await get('x', { from: parts, models: join(folder, 'cut') });
    const { files } = await openStoredDirectory(got.folder);
    for (const [name, shape] of tensorShapes(wideConfig))
      expect(await files.readWeight(name), name).toEqual(stored(name, shape, 'int8', 1));
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

describe('storeModel(folder, from, options)', () => {
  const origin = { repo: null, revision: null, commit: null };
  const json = { model_type: 'gpt2', ...tinyConfig };
  const names = { id: 'x:int8', name: 'x', dtype: 'int8' } as const;
  const options = { ...names, tokenizer: null, shardBytes: 1024, origin, json };

  /** A checkpoint on disk that notes the bytes that are read of it. */
  async function open(directory: string, seed: number) {
    await writeRandomCheckpoint(directory, tinyConfig, seed);
    const source = await sourceFromDirectory(directory);
    const read: number[] = [];
    const tensor = (name: string): RemoteTensor => {
      const found = source.tensor(name);
      const file: ByteRange = {
        size: found.file.size,
        read: (begin, end) => {
          read.push(end - begin);
          return found.file.read(begin, end);
        },
      };
      return { ...found, file };
    };
    return { from: { config: tinyConfig, source, tensor }, read, close: source.close };
  }

  /** Fails when more than `bytes` have come. */
  const until =
    (bytes: number): NonNullable<Parameters<typeof storeModel>[2]['onBytes']> =>
    (received) => {
      if (received > bytes) throw new Error('the lid was closed');
    };

  /** In small pieces, so that it can be cut in the middle. */
  const inPieces = { ...options, pieceBytes: 512 };

  test('interrupted, goes on with the tensors that are in no shard yet', async () => {
    const { from, read, close } = await open(join(folder, 'interrupted'), 1);
    const once = await storeModel(join(folder, 'once'), from, { ...options, resumeKey: null });
    const all = read.splice(0).reduce((a, b) => a + b, 0);

    const target = join(folder, 'twice');
    const resumeKey = 'these weights';
    const cut = storeModel(target, from, {
      ...inPieces,
      resumeKey,
      onBytes: until(all / 2),
    });
    await expect(cut).rejects.toThrow('the lid was closed');
    await expect(readdir(target)).rejects.toThrow('ENOENT');
    read.length = 0;
    const heard: (readonly [number, number])[] = [];
    const again = await storeModel(target, from, {
      ...options,
      resumeKey,
      onBytes: (received, total) => heard.push([received, total]),
    });
    expect(again).toEqual(once);
    expect(read.reduce((a, b) => a + b, 0)).toBeLessThan(0.7 * all);
    expect(heard.at(-1)).toEqual([all, all]);
    const files = [...once.shards.map(({ sha256 }) => `${sha256}.bin`), 'manifest.json'];
    expect((await readdir(target)).toSorted()).toEqual([...new Set(files)].toSorted());
    await openStoredDirectory(target).then(({ files }) => files.readWeight('ln_f.bias'));
    await close();
  });

  test('begun for other weights, begins anew', async () => {
    const { from, read, close } = await open(join(folder, 'other'), 2);
    const target = join(folder, 'anew');
    const cut = storeModel(target, from, {
      ...inPieces,
      resumeKey: 'a',
      onBytes: until(20_000),
    });
    await expect(cut).rejects.toThrow('the lid was closed');
    read.length = 0;
    await storeModel(target, from, { ...options, resumeKey: 'b' });
    const all = [...tensorShapes(tinyConfig).values()].reduce((n, s) => n + 4 * sizeOf(s), 0);
    expect(read.reduce((a, b) => a + b, 0)).toBe(all);
    await close();
  });
});

test('siteModels(folder) lists what is stored, and nothing that is half there', async () => {
  const models = join(folder, 'listed');
  expect(await siteModels(models)).toEqual([]);
  await get('tiny/gpt2', { models });
  await get('tiny/gpt2', { models, dtype: 'int4' });
  await mkdir(join(models, 'half-int8.part'));
  const there = await siteModels(models);
  expect(there.map(({ path, dtype }) => [path, dtype])).toEqual([
    ['tiny--gpt2-int4/', 'int4'],
    ['tiny--gpt2-int8/', 'int8'],
  ]);
});

describe('a browser and the command', () => {
  test.each(['tiny/wide', 'tiny/untied', 'tiny/sharded', 'tiny/prefixed'])(
    'make the same id and the same shards of %s, whatever order its file has',
    async (repo) => {
      const { manifest } = await get(repo, { models: join(folder, 'same') });
      const store = memoryStore();
      const library = new Library(store);
      const model = await library.download({ kind: 'hub', repo, endpoint: hub.url });
      expect(model.id).toBe(manifest.id);
      const { shards, tensors, tied, parameters } = await library.manifest(model.id);
      expect(shards).toEqual(manifest.shards);
      expect(tensors).toEqual(manifest.tensors);
      expect([tied, parameters]).toEqual([manifest.tied, manifest.parameters]);
      library.close();
    },
  );

  test('get asks for several ranges at a time', async () => {
    hub.faults.add({ on: 'cdn tiny/tall/', kind: 'hold', after: 2 });
    const getting = get('tiny/tall', { models: join(folder, 'ranges') });
    await hub.faults.held(3);
    hub.faults.clear();
    expect((await getting).manifest.parameters).toBeGreaterThan(4e6);
  });
});
