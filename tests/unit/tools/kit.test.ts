import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { findModels, unzipped } from '#lib/model/store/given.ts';
import { SHARD_BYTES } from '#lib/model/store/manifest.ts';
import { filesFromManifest } from '#lib/model/store/open.ts';
import { tinyConfig, tinyTokenizer } from '#tests/hub/repositories.ts';
import { getModel } from '../../../tools/model/get.ts';
import { writeKit } from '../../../tools/model/kit.ts';
import { writeRandomCheckpoint } from '../../../tools/model/random-checkpoint.ts';
import { writeZip } from '../../../tools/model/zip-file.ts';
import { temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const site = join(folder, 'site');
const models = join(folder, 'models');

beforeAll(async () => {
  await mkdir(join(site, 'en'), { recursive: true });
  await writeFile(join(site, 'index.html'), '<!doctype html>');
  await writeFile(join(site, 'en', 'index.html'), '<h1>GPT-2</h1>'.repeat(1000));
  // What an earlier build has copied: not to be packed, since it may be stale.
  await mkdir(join(site, 'models', 'gone-int8'), { recursive: true });
  await writeFile(join(site, 'models', 'gone-int8', 'manifest.json'), '{}');
  await writeFile(join(site, 'models', 'index.json'), '[]');
  await mkdir(join(site, 'models', 'teaching'));
  await writeFile(join(site, 'models', 'teaching', 'model.safetensors'), 'weights');
  const from = join(folder, 'checkpoint');
  await writeRandomCheckpoint(from, tinyConfig, 1);
  await writeFile(join(from, 'vocab.json'), tinyTokenizer.vocabJson);
  await writeFile(join(from, 'merges.txt'), tinyTokenizer.mergesTxt);
  const common = { from, revision: null, endpoint: null, models } as const;
  await getModel({ ...common, repo: 'a/one', dtype: 'int8' });
  await getModel({ ...common, repo: 'a/two', dtype: 'int4' });
});

describe('writeKit(options)', () => {
  test('packs the site and the models that are asked for, to be served as they are', async () => {
    const out = join(folder, 'kit.zip');
    const kit = await writeKit({ site, models, only: ['a/two'], out });
    const files = unzipSync(new Uint8Array(await readFile(out)));
    const { shards } = JSON.parse(
      await readFile(join(models, 'a--two-int4', 'manifest.json'), 'utf8'),
    ) as { shards: { sha256: string }[] };
    expect(Object.keys(files).toSorted()).toEqual(
      [
        'vitrine/README.txt',
        'vitrine/en/index.html',
        'vitrine/index.html',
        'vitrine/models/index.json',
        'vitrine/models/teaching/model.safetensors',
        'vitrine/models/a--two-int4/manifest.json',
        ...shards.map(({ sha256 }) => `vitrine/models/a--two-int4/${sha256}.bin`),
      ].toSorted(),
    );
    const index = JSON.parse(new TextDecoder().decode(files['vitrine/models/index.json'])) as {
      models: { id: string }[];
    };
    expect(index.models.map(({ id }) => id)).toEqual(kit.models);
    expect(kit.models).toEqual(['a/two:int4']);
    for (const [name, bytes] of Object.entries(files)) {
      const [, path = ''] = /^vitrine\/(.+)$/.exec(name) ?? [];
      const from = path.startsWith('models/a--') ? folder : site;
      if (!/README|index\.json/.test(path))
        expect(Buffer.from(bytes).equals(await readFile(join(from, path))), name).toBe(true);
    }
  });

  test('dropped on a page, gives its models: each shard by its hash', async () => {
    const out = join(folder, 'dropped.zip');
    await writeKit({ site, models, only: null, out });
    const blob = new Blob([await readFile(out)]);
    const found = await findModels(await unzipped([{ path: 'kit.zip', blob }]), 'kit');
    expect(found).toHaveLength(2);
    for (const model of found) {
      if (model.kind !== 'stored') throw new Error('not in stored form');
      const files = filesFromManifest(model.manifest, ({ sha256, bytes }) =>
        model.shards.get(sha256)!.read(0, bytes),
      );
      for (const { name } of model.manifest.tensors) await files.readWeight(name);
    }
  });

  test('by default packs every model that is stored', async () => {
    const out = join(folder, 'all.zip');
    expect((await writeKit({ site, models, only: null, out })).models).toEqual([
      'a/one:int8',
      'a/two:int4',
    ]);
  });

  test('says which models there are, and where a site comes from', async () => {
    const out = join(folder, 'x.zip');
    await expect(writeKit({ site, models, only: ['gpt2'], out })).rejects.toThrow(
      'no model gpt2 is stored; there are: a/one, a/two',
    );
    await expect(writeKit({ site: models, models, only: null, out })).rejects.toThrow(
      /npm run build/,
    );
  });
});

describe('writeZip(out, entries, plain)', () => {
  /** A font that the zip library’s own streams compress wrongly (fflate’s issue 260). */
  const font = 'node_modules/katex/dist/fonts/KaTeX_Size1-Regular.ttf';

  test('is read by zlib, and stores as it is what shall be', async () => {
    const out = join(folder, 'x.zip');
    const large = join(folder, 'large.bin');
    await writeFile(large, new Uint8Array(SHARD_BYTES).fill(7));
    const text = { name: 'empty.txt', text: '' };
    await writeZip(
      out,
      [{ name: 'a.ttf', path: font }, { name: 'b.bin', path: large }, text],
      ['.bin'],
    );
    const zip = await readFile(out);
    const [a, b, empty] = entriesOf(zip);
    expect(inflateRawSync(a!.data).equals(await readFile(font))).toBe(true);
    expect(a).toMatchObject({ name: 'a.ttf', method: 8 });
    expect(b).toMatchObject({ name: 'b.bin', method: 0 });
    expect(b!.data.equals(await readFile(large))).toBe(true);
    expect(inflateRawSync(empty!.data)).toHaveLength(0);
    await writeZip(large, [{ name: 'a.ttf', path: font }], []);
    await writeZip(out, [{ name: 'a.ttf', path: font }], []);
    expect((await readFile(out)).equals(await readFile(large))).toBe(true);
  });

  test('rejects where it cannot write', async () => {
    const out = join(folder, 'no', 'such', 'folder.zip');
    await expect(writeZip(out, [{ name: 'a', text: 'a' }], [])).rejects.toThrow('ENOENT');
  });
});

/** The entries by the central directory (PKWARE's APPNOTE, 4.3.12 and 4.3.16). */
function entriesOf(zip: Buffer) {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
    at += 46 + nameLength! + extra! + comment!;
    return { name, method, data: zip.subarray(begin, begin + size) };
  });
}
