/** Stored weights that a site serves as files. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DownloadRequest } from '#lib/model/store/records.ts';
import { useHub } from '../hub/hub.ts';
import { contents, onHub, useLibraries } from './use-library.ts';

const hub = useHub();
const open = useLibraries();

let files: Map<string, Uint8Array>;
let asked: string[];
let server: Server;
let request: DownloadRequest;
/** Changes what is sent, by name. */
let damage: (name: string, bytes: Uint8Array) => Uint8Array;

beforeEach(async () => {
  files = new Map();
  asked = [];
  damage = (_, bytes) => bytes;
  const { library, store } = open();
  const { id } = await library.download(onHub(hub(), 'tiny/wide'));
  const manifest = await library.manifest(id);
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  for (const { sha256 } of manifest.shards)
    files.set(`${sha256}.bin`, (await store.read(`shards/${sha256}`))!);
  // A plain file server that knows no ranges.
  server = createServer(({ url = '' }, response) => {
    const name = url.slice(url.lastIndexOf('/') + 1);
    const bytes = files.get(name);
    asked.push(name);
    response.writeHead(bytes === undefined ? 404 : 200);
    response.end(bytes && damage(name, bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  request = { kind: 'site', manifest: `http://127.0.0.1:${port}/models/wide-int8/manifest.json` };
});
afterEach(() => void server.close());

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 5 ? ~byte : byte));

describe('Library.download of a site’s model', () => {
  test('stores its shards as they are, and fetches none twice', async () => {
    const { library, store } = open();
    const model = await library.download(request);
    expect(model).toMatchObject({ id: 'tiny/wide@main:int8', name: 'tiny/wide', complete: true });
    await (await library.open(model.id)).tables();
    expect(asked.filter((name) => name.endsWith('.bin'))).toHaveLength(files.size - 1);
    const { shards = [] } = await contents(store);
    expect(shards.map((hash) => `${hash}.bin`)).toEqual([...files.keys()].slice(1).toSorted());
  });

  test('a shard that comes damaged is fetched again, once, then named', async () => {
    const bad = [...files.keys()][4]!;
    let times = 1;
    damage = (name, bytes) => (name === bad && times-- > 0 ? flipped(bytes) : bytes);
    const { library } = open();
    await library.download(request);
    expect(asked.filter((name) => name === bad)).toHaveLength(2);

    times = Infinity;
    const again = open().library;
    const error = { code: 'corrupt', details: { found: bad.replace('.bin', '') } };
    await expect(again.download(request)).rejects.toMatchObject(error);
    times = 0;
    asked.length = 0;
    expect(await again.download(request)).toMatchObject({ complete: true });
    expect(asked.length).toBeLessThan(files.size); // it went on from those that were good
  });

  test('a stored shard that is damaged later comes from the site again', async () => {
    const { library, store } = open();
    const { id } = await library.download(request);
    const [first = ''] = (await library.manifest(id)).shards.map(({ sha256 }) => sha256);
    await store.write(`shards/${first}`, new Uint8Array(7));
    asked.length = 0;
    await (await library.open(id)).tables();
    const { readWeight } = await library.open(id);
    await readWeight('h.0.attn.c_attn.weight');
    expect(new Set(asked)).toEqual(new Set([`${first}.bin`]));
  });

  test('a site without the model, and one whose manifest is no manifest', async () => {
    files.delete('manifest.json');
    await expect(open().library.download(request)).rejects.toMatchObject({ code: 'not-found' });
    files.set('manifest.json', new TextEncoder().encode('{"name":"app"}'));
    await expect(open().library.download(request)).rejects.toMatchObject({ code: 'bad-config' });
  });
});
