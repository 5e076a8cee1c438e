import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { serveSite, type Site } from '../../../tools/serve/site.ts';
import { temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const page = `<!doctype html><title>Lesson</title>${'<p>a word and another</p>'.repeat(300)}`;
const runtime = Buffer.alloc(5000, 1);
mkdirSync(join(folder, 'en'));
mkdirSync(join(folder, '_astro'));
writeFileSync(join(folder, 'en/index.html'), page);
writeFileSync(join(folder, '404.html'), 'no such page');
writeFileSync(join(folder, '_astro/a.1234.js'), '1;');
writeFileSync(join(folder, '_astro/b.wasm'), runtime);
writeFileSync(
  join(folder, '_headers'),
  '/*\n  Cross-Origin-Opener-Policy: same-origin\n/_astro/*\n  Cache-Control: public, immutable\n',
);

const sites: Site[] = [];
async function served(base?: string, pack = false): Promise<Site> {
  const site = await serveSite({ folder, port: 0, pack, ...(base === undefined ? {} : { base }) });
  sites.push(site);
  return site;
}
afterAll(() => Promise.all(sites.map((site) => site.close())));

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Not fetch, which would resolve `..` and undo the compression. */
function ask(site: Site, path: string, headers = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: 'localhost', port: site.port, path, headers, method };
    request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('a page comes compressed as the browser asks, and whole', async () => {
  const site = await served();
  const brotli = await ask(site, '/en/', { 'accept-encoding': 'gzip, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(page);
  const gzip = await ask(site, '/en/', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzip.body).toString()).toBe(page);
  expect(gzip.body.length).toBeLessThan(page.length / 10);
  const plain = await ask(site, '/en/');
  expect(plain.body.toString()).toBe(page);
  for (const { headers } of [brotli, gzip, plain]) expect(headers.vary).toMatch(/accept-encoding/i);
});

test('a page that was asked for is packed for those who ask next, until it changes', async () => {
  const varied = `${page}<p>${Array.from({ length: 3000 }, (_, i) => i ** 3).join(' ')}`;
  const file = join(folder, 'en/packed.html');
  writeFileSync(file, varied);
  const site = await served(undefined, true);
  const asked = { 'accept-encoding': 'gzip, br' };
  const first = await ask(site, '/en/packed.html', asked);
  await site.packed();
  const next = await ask(site, '/en/packed.html', asked);
  for (const { body } of [first, next]) expect(brotliDecompressSync(body).toString()).toBe(varied);
  expect(next.body.length).toBeLessThan(first.body.length);
  for (const name of ['etag', 'content-type', 'content-encoding', 'cross-origin-opener-policy'])
    expect(next.headers[name], name).toBe(first.headers[name]);
  expect(next.headers['cache-control']).toBe('no-cache');
  const again = await ask(site, '/en/packed.html', {
    ...asked,
    'if-none-match': next.headers.etag,
  });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await ask(site, '/en/packed.html', asked, 'HEAD');
  expect([head.status, head.body.length]).toEqual([200, 0]);
  for (const coding of ['gzip', 'br;q=0, gzip', 'identity'])
    expect(
      (await ask(site, '/en/packed.html', { 'accept-encoding': coding })).headers[
        'content-encoding'
      ],
    ).not.toBe('br');
  // Another file, as builds make them: one that grows while it is being sent would be sent longer than was said.
  writeFileSync(`${file}.next`, `${varied} more`);
  renameSync(`${file}.next`, file);
  for (let time = 0; time < 2; time++) {
    const { body } = await ask(site, '/en/packed.html', asked);
    expect(brotliDecompressSync(body).toString()).toBe(`${varied} more`);
    await site.packed();
  }
});

test('the headers of _headers come with pages, files and what is not there', async () => {
  const site = await served();
  for (const path of ['/en/', '/_astro/a.1234.js', '/nothing'])
    expect((await ask(site, path)).headers['cross-origin-opener-policy'], path).toBe('same-origin');
  const cached = async (path: string) => (await ask(site, path)).headers['cache-control'];
  expect(await cached('/_astro/a.1234.js')).toBe('public, immutable');
  expect(await cached('/en/')).toBe('no-cache');
  expect(await cached('/_astro/nothing.js')).toBe('no-cache');
});

test('a page that has not changed is not sent again', async () => {
  const site = await served();
  const { headers } = await ask(site, '/en/');
  const again = await ask(site, '/en/', { 'if-none-match': headers.etag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('a part of a file is that part', async () => {
  const site = await served();
  const part = await ask(site, '/en/', { range: 'bytes=2-8', 'accept-encoding': 'br' });
  expect([part.status, part.body.toString()]).toEqual([206, 'doctype']);
});

test('what is not there is the page that says so, and nothing outside is there', async () => {
  const site = await served();
  for (const path of ['/nothing', '/../package.json', '/%2e%2e/package.json', '/en/..%2f..%2fx']) {
    const { status, body } = await ask(site, path);
    expect([status, body.toString()], path).toEqual([404, 'no such page']);
  }
  expect((await ask(site, '/en/', {}, 'POST')).status).toBe(405);
  expect((await ask(site, '/en/', {}, 'HEAD')).body.length).toBe(0);
});

test('a runtime that stays on this machine is not compressed', async () => {
  const site = await served();
  const { body } = await ask(site, '/_astro/b.wasm', { 'accept-encoding': 'br' });
  expect(body.equals(runtime)).toBe(true);
});

test('under a path, only what is under it', async () => {
  const site = await served('/glass/case');
  expect(site.url).toBe(`http://localhost:${String(site.port)}/glass/case/`);
  expect((await ask(site, '/glass/case/en/')).body.toString()).toBe(page);
  expect((await ask(site, '/en/')).status).toBe(404);
  const home = await ask(site, '/glass/case?a=b');
  expect([home.status, home.headers.location]).toEqual([302, '/glass/case/?a=b']);
  const asset = await ask(site, '/glass/case/_astro/a.1234.js');
  expect(asset.headers['cache-control']).toBe('public, immutable');
});

test('a busy port gives way to the next', async () => {
  const first = await served();
  const second = await serveSite({ folder, port: first.port });
  sites.push(second);
  expect(second.port).toBeGreaterThan(first.port);
});
