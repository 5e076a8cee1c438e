import { describe, expect, test } from 'vitest';
import { answer, type Site } from '../../../src/offline/answer.ts';
import { digestOf, fileOf, pathOf } from '../../../src/offline/manifest.ts';
import { Shelf } from '../../../src/offline/shelf.ts';
import { digest } from '../../../tools/offline/manifest.ts';
import { FakeCaches, FakeServer, manifestOfTexts, ORIGIN } from './fakes.ts';

const files = {
  'en/index.html': 'old page',
  '_astro/a.1.js': 'code',
  'models/m.bin': '0123456789',
};

async function kept(): Promise<{ site: Site; server: FakeServer; stale: () => number }> {
  const server = new FakeServer(files);
  const manifest = manifestOfTexts(files);
  const shelf = new Shelf(manifest, {
    caches: new FakeCaches().asCaches(),
    fetch: server.fetch,
    origin: ORIGIN,
  });
  await shelf.fetchAll();
  server.asked.length = 0;
  let count = 0;
  const onStale = () => count++;
  const site = { manifest, shelf, origin: ORIGIN, fetch: server.fetch, onStale };
  return { site, server, stale: () => count };
}

/** A request as a browser's page makes it; Node's own has no destination and cannot navigate. */
function ask(path: string, more: Partial<Request> = {}, headers: Record<string, string> = {}) {
  const request = new Request(new URL(path, ORIGIN), { headers });
  for (const [name, value] of Object.entries({ destination: '', mode: 'cors', ...more }))
    Object.defineProperty(request, name, { value });
  return request;
}

function of(
  site: Site,
  request: Request,
): { response: Promise<Response> | null; done: Promise<unknown>[] } {
  const done: Promise<unknown>[] = [];
  return { response: answer(site, { request, later: (work) => done.push(work) }), done };
}
const page = { destination: 'document', mode: 'navigate' } as const;

describe('answer(site, asked)', () => {
  test('what is kept comes from the device, though the server has another version', async () => {
    const { site, server } = await kept();
    server.files = { 'en/index.html': 'new page' };
    const response = await of(site, ask('/en/?model=x', page)).response;
    expect(await response?.text()).toBe('old page');
    expect(server.asked).toEqual([]);
  });

  test('documents get the headers of the site, also from a host that sends none', async () => {
    const { site } = await kept();
    const response = await of(site, ask('/en/', page)).response;
    expect(response?.headers.get('content-security-policy')).toBe("default-src 'none'");
    const script = await of(site, ask('/_astro/a.1.js', { destination: 'script' })).response;
    expect(script?.headers.has('content-security-policy')).toBe(false);
  });

  test('what is not the course is left to the browser', async () => {
    const { site } = await kept();
    expect(of(site, ask('/models/gpt2/config.json')).response).toBeNull();
    expect(of(site, ask('https://elsewhere.example/en/')).response).toBeNull();
    const post = new Request(new URL('/en/', ORIGIN), { method: 'POST' });
    expect(of(site, post).response).toBeNull();
  });

  test('a page without its slash leads to the page, with its query', async () => {
    const { site } = await kept();
    const response = await of(site, ask('/en?p=1', page)).response;
    expect(response?.status).toBe(302);
    expect(response?.headers.get('location')).toBe(`${ORIGIN}/en/?p=1`);
  });

  test('a part of a file is that part, and one beyond its end is refused', async () => {
    const { site } = await kept();
    const range = async (bytes: string) =>
      of(site, ask('/models/m.bin', {}, { range: bytes })).response;
    const part = await range('bytes=2-4');
    expect([part?.status, part?.headers.get('content-range'), await part?.text()]).toEqual([
      ...[206, 'bytes 2-4/10', '234'],
    ]);
    expect(await (await range('bytes=8-'))?.text()).toBe('89');
    expect((await range('bytes=10-12'))?.status).toBe(416);
  });

  test('without a network a page that is not kept is a sentence in both languages', async () => {
    const { site, server } = await kept();
    server.up = false;
    const response = await of(site, ask('/en/nowhere/', page)).response;
    expect(response?.status).toBe(503);
    expect(await response?.text()).toMatch(/not kept on this device[\s\S]*没有网络/);
    await expect(
      of(site, ask('/_astro/x.9.js', { destination: 'script' })).response,
    ).rejects.toThrow();
  });

  test('a file of the network is kept when it is of this build; else the server is newer', async () => {
    const { site, server, stale } = await kept();
    await site.shelf.prune();
    const empty = new Shelf(site.manifest, {
      caches: new FakeCaches().asCaches(),
      fetch: server.fetch,
      origin: ORIGIN,
    });
    const bare = { ...site, shelf: empty };
    const { response, done } = of(bare, ask('/en/', page));
    expect(await (await response)?.text()).toBe('old page');
    await Promise.all(done);
    expect(await empty.find('en/index.html')).toBeDefined();
    expect(stale()).toBe(0);

    server.files = { ...files, '_astro/a.1.js': 'other' };
    const second = of(bare, ask('/_astro/a.1.js', { destination: 'script' }));
    expect(await (await second.response)?.text()).toBe('other');
    await Promise.all(second.done);
    expect(await empty.find('_astro/a.1.js')).toBeUndefined();
    expect(stale()).toBe(1);
  });
});

test('the build and the service worker agree on digests, files and addresses', async () => {
  const bytes = new TextEncoder().encode('词元');
  expect(await digestOf(bytes)).toBe(digest(bytes));
  for (const [path, file] of [
    ['', 'index.html'],
    ['en/about/', 'en/about/index.html'],
    ['icon.svg', 'icon.svg'],
  ] as const) {
    expect(fileOf(path)).toBe(file);
    expect(pathOf(file)).toBe(path);
  }
});
