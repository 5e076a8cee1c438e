import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/offline/messages.ts';
import { Shelf } from '../../../src/offline/shelf.ts';
import { FakeCaches, FakeServer, manifestOfTexts, ORIGIN } from './fakes.ts';

const first = { 'en/index.html': 'one', '_astro/a.1.js': 'code', 'models/m.bin': 'weights' };
const second = { 'en/index.html': 'two', '_astro/b.2.js': 'newer', 'models/m.bin': 'weights' };

function shelfOf(files: Readonly<Record<string, string>>, caches: FakeCaches, server: FakeServer) {
  return new Shelf(manifestOfTexts(files), {
    caches: caches.asCaches(),
    fetch: server.fetch,
    origin: ORIGIN,
  });
}
const text = async (response: Response | undefined) => response?.text();

describe('fetchAll(tell)', () => {
  test('keeps every file, pages by the address of their folder, and counts', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(first)];
    const shelf = shelfOf(first, caches, server);
    const told: Report[] = [];
    expect(await shelf.wasWhole()).toBe(false);
    expect(await shelf.fetchAll((report) => told.push(report))).toMatchObject({
      ...{ state: 'ready', done: 3, total: 3 },
    });
    expect(told.map(({ state, done }) => [state, done])).toEqual([
      ...[
        ['fetching', 1],
        ['fetching', 2],
        ['fetching', 3],
      ],
    ]);
    expect(server.asked.toSorted()).toEqual(['/_astro/a.1.js', '/en/', '/models/m.bin']);
    expect(await text(await shelf.find('en/index.html'))).toBe('one');
    expect((await shelf.find('en/index.html'))?.headers.get('content-type')).toBe('text/html');
    expect(await shelf.wasWhole()).toBe(true);
  });

  test('a file that the server has in another version is not kept', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(second)];
    const shelf = shelfOf(first, caches, server);
    expect(await shelf.fetchAll()).toMatchObject({ state: 'broken' });
    expect(await shelf.find('en/index.html')).toBeUndefined();
    expect(await shelf.wasWhole()).toBe(false);
  });

  test('without a network it is broken, and goes on where it was', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(first)];
    server.up = false;
    const shelf = shelfOf(first, caches, server);
    expect(await shelf.fetchAll()).toMatchObject({ state: 'broken', done: 0 });
    server.up = true;
    expect(await shelf.fetchAll()).toMatchObject({ state: 'ready', done: 3 });
    server.asked.length = 0;
    expect(await shelf.fetchAll()).toMatchObject({ state: 'ready', done: 3 });
    expect(server.asked).toEqual([]);
  });

  test('no room, and no storage at all, are said and survived', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(first)];
    caches.room = 5;
    expect(await shelfOf(first, caches, server).fetchAll()).toMatchObject({ state: 'full' });
    caches.refuses = true;
    const shelf = shelfOf(first, caches, server);
    expect(await shelf.fetchAll()).toMatchObject({ state: 'refused' });
    expect(await shelf.report()).toMatchObject({ state: 'refused' });
    expect(await shelf.find('en/index.html')).toBeUndefined();
  });

  test('two pages that ask at once are one fetch', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(first)];
    const shelf = shelfOf(first, caches, server);
    await Promise.all([shelf.fetchAll(), shelf.fetchAll()]);
    expect(server.asked).toHaveLength(3);
  });
});

describe('two builds on one shelf', () => {
  test('each has its own files; what they share is fetched once; pruning leaves the newer', async () => {
    const [caches, server] = [new FakeCaches(), new FakeServer(first)];
    const older = shelfOf(first, caches, server);
    await older.fetchAll();
    server.files = second;
    server.asked.length = 0;
    const newer = shelfOf(second, caches, server);
    await newer.fetchAll();
    expect(server.asked.toSorted()).toEqual(['/_astro/b.2.js', '/en/']);
    expect(await text(await older.find('en/index.html'))).toBe('one');
    expect(await text(await newer.find('en/index.html'))).toBe('two');
    expect(await newer.find('_astro/a.1.js')).toBeUndefined();
    expect(await text(await newer.findAny('_astro/a.1.js'))).toBe('code');

    await newer.prune();
    expect(await older.find('en/index.html')).toBeUndefined();
    expect(await newer.findAny('_astro/a.1.js')).toBeUndefined();
    expect(await newer.report()).toMatchObject({ state: 'ready' });
    expect(await newer.wasWhole()).toBe(true);
  });
});
