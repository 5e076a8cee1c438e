/** The reader's own files: a folder, loose files, zips of either, and a class kit. */
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { NamedBlob } from '#lib/model/store/files.ts';
import { filesInZip } from '#lib/model/store/zip.ts';
import { countParameters } from '#lib/model/weights/index.ts';
import {
  checkpointFile,
  configFile,
  shardedFiles,
  type ServedFile,
} from '#tests/hub/checkpoint.ts';
import { tinyTokenizer, wideConfig } from '#tests/hub/repositories.ts';
import { randomWeights } from '../../../../tools/model/random-weights.ts';
import { useHub } from '../hub/hub.ts';
import { contents, onHub, useLibraries } from './use-library.ts';

const hub = useHub();
const open = useLibraries();

const bytesOf = (file: ServedFile): Uint8Array<ArrayBuffer> =>
  new Uint8Array(file.read(0, file.size));
const text = (value: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(value));
const blob = (path: string, bytes: Uint8Array<ArrayBuffer>): NamedBlob => ({
  path,
  blob: new Blob([bytes]),
});
const blobs = (files: Record<string, Uint8Array<ArrayBuffer>>, folder = ''): NamedBlob[] =>
  Object.entries(files).map(([path, bytes]) => blob(folder + path, bytes));
const zip = (files: Record<string, Uint8Array>, level: 0 | 6 = 0): NamedBlob =>
  blob('model.zip', new Uint8Array(zipSync(files, { level })));

const checkpoint = {
  'config.json': bytesOf(configFile(wideConfig)),
  'vocab.json': text(tinyTokenizer.vocabJson),
  'merges.txt': text(tinyTokenizer.mergesTxt),
  'model.safetensors': bytesOf(checkpointFile(wideConfig)),
};
const { 'model.safetensors': whole, ...rest } = checkpoint;
const shards = Object.fromEntries(
  [...shardedFiles(wideConfig, 3)].map(([name, file]) => [name, bytesOf(file)]),
);

describe('Library.importFiles(files)', () => {
  test.each([
    ['a folder', blobs(checkpoint, 'my-gpt2/'), 'my-gpt2'],
    ['loose files', blobs(checkpoint), 'dropped'],
    ['a file under another name', blobs({ ...rest, 'mine.safetensors': whole }), 'dropped'],
    ['several weight files', blobs({ ...rest, ...shards }, 'a/b/'), 'b'],
    ['a zip, stored', [zip(checkpoint)], 'dropped'],
    ['a zip of a folder, deflated', [zip({ 'my-gpt2': checkpoint } as never, 6)], 'my-gpt2'],
  ])('%s', async (_, files, name) => {
    const { library } = open();
    const [model] = await library.importFiles(files, { name: 'dropped' });
    expect(model).toMatchObject({
      id: `disk/${name}:int8`,
      name,
      parameters: countParameters(wideConfig),
      request: null,
      complete: true,
    });
    expect(await library.manifest(model!.id)).toMatchObject({ tokenizer: tinyTokenizer });
    const values = await (await library.open(model!.id)).readWeight('h.1.ln_2.weight');
    expect(values).toEqual(randomWeights('h.1.ln_2.weight', 1)(new Float32Array(256)));
  });

  /** The zip that holds a site and stored weights. */
  async function classKit(): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
    const { library, store } = open();
    const { id } = await library.download(onHub(hub(), 'tiny/wide'));
    const manifest = await library.manifest(id);
    const kit: Record<string, Uint8Array<ArrayBuffer>> = {
      'kit/manifest.json': text('{"name": "a web app"}'),
      'kit/index.html': text('<p>'),
      'kit/models/wide-int8/manifest.json': text(JSON.stringify(manifest)),
    };
    for (const { sha256 } of manifest.shards)
      kit[`kit/models/wide-int8/${sha256}.bin`] = (await store.read(`shards/${sha256}`))!;
    return kit;
  }

  test('a class kit: its stored weights as they are', async () => {
    const { library } = open();
    const [model] = await library.importFiles([zip(await classKit(), 6)], { name: 'kit' });
    expect(model).toMatchObject({ id: 'tiny/wide@main:int8', name: 'tiny/wide', complete: true });
    await expect((await library.open(model!.id)).tables()).resolves.toBeDefined();
  });

  test('a class kit with a damaged or a missing shard, which is named', async () => {
    for (const damage of ['flip', 'lose'] as const) {
      const kit = await classKit();
      const [path, bytes] = Object.entries(kit).at(-1)!;
      if (damage === 'flip') kit[path] = bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
      const given = Object.entries(kit).filter(([name]) => damage === 'flip' || name !== path);
      const { library, store } = open();
      const found = expect.stringContaining(path.slice(-68, -4)) as string;
      const files = [zip(Object.fromEntries(given))];
      await expect(library.importFiles(files, { name: 'kit' })).rejects.toMatchObject({
        code: damage === 'flip' ? 'corrupt' : 'missing-file',
        details: { found },
      });
      expect(await contents(store)).toEqual({ models: [], downloads: [], shards: [] });
    }
  });

  test.each([
    ['no config.json', { 'model.safetensors': whole }, 'missing-file'],
    ['no weights', rest, 'missing-file'],
    ['PyTorch weights only', { ...rest, 'pytorch_model.bin': text('x') }, 'no-safetensors'],
    ['cut off', { ...checkpoint, 'model.safetensors': whole.slice(0, -9) }, 'truncated'],
    ['no safetensors', { ...checkpoint, 'model.safetensors': text('<html>….') }, 'not-safetensors'],
    [
      'another vocabulary',
      { ...checkpoint, 'tokenizer.json': text('{"model":{"type":"Unigram"}}') },
      'bad-tokenizer',
    ],
    ['LLaMA', { ...checkpoint, 'config.json': text('{"model_type":"llama"}') }, 'not-gpt2'],
  ])('refuses files with %s', async (_, files, code) => {
    const { library, store } = open();
    const given = blobs(files, 'x/');
    await expect(library.importFiles(given, { name: 'x' })).rejects.toMatchObject({ code });
    await expect(library.importFiles([zip(files)], { name: 'x' })).rejects.toMatchObject({ code });
    expect(await contents(store)).toEqual({ models: [], downloads: [], shards: [] });
  });

  test('stops when asked to, and leaves what was there before', async () => {
    const { library, store } = open();
    const [model] = await library.importFiles(blobs(checkpoint), { name: 'mine' });
    const controller = new AbortController();
    const importing = library.importFiles(blobs(shards).concat(blobs(rest)), {
      name: 'mine',
      signal: controller.signal,
      onProgress: ({ stage }) => stage === 'downloading' && controller.abort(),
    });
    await expect(importing).rejects.toMatchObject({ code: 'aborted' });
    expect((await contents(store)).downloads).toEqual([]);
    await expect((await library.open(model!.id)).tables()).resolves.toBeDefined();
  });
});

describe('filesInZip(zip)', () => {
  const given = zip({ 'a.txt': text('abcdef'), 'b/c.txt': text('ä'.repeat(10_000)) }, 6);

  test('reads from the middle, forwards and backwards', async () => {
    const [a, c] = await filesInZip(given);
    expect([a?.path, c?.path, c?.size]).toEqual(['a.txt', 'b/c.txt', 20_000]);
    expect(await a?.read(2, 4)).toEqual(text('cd'));
    for (const [from, to] of [
      [0, 10],
      [4000, 4004],
      [19_998, 20_000],
      [2, 6],
    ] as const)
      expect(await c?.read(from, to)).toEqual(text('ä'.repeat(10_000)).slice(from, to));
    expect(deflateRawSync(text('ä'.repeat(10_000))).length).toBeLessThan(given.blob.size);
  });

  test('a zip that is cut, or damaged at any byte, is named or read as it is', async () => {
    const bytes = new Uint8Array(await given.blob.arrayBuffer());
    const codes = new Set<unknown>();
    const attempt = async (damaged: Uint8Array<ArrayBuffer>): Promise<void> => {
      try {
        for (const file of await filesInZip(blob('x.zip', damaged)))
          if (file.size < 1e6) await file.read(0, file.size);
      } catch (error) {
        codes.add((error as { code?: unknown }).code);
      }
    };
    for (let i = 0; i < bytes.length; i++) {
      await attempt(bytes.slice(0, i));
      await attempt(bytes.map((byte, k) => (k === i ? byte ^ 0xff : byte)));
    }
    expect([...codes]).toEqual(['corrupt']);
  });
});
