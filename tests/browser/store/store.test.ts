/** Models in the browser's own storage, downloaded in workers from the stand-in hub. */
import { describe, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { randomWeights } from '../../../tools/model/random-weights.ts';
import { bytesAsked, shardFiles, standIn, useTabs, wideId, type OpenTab } from './tabs.ts';

const weightBytes = 6_652_928;

async function expectWeights(tab: OpenTab): Promise<void> {
  const values = await tab.read('h.1.mlp.c_proj.bias');
  expect(values).toEqual(randomWeights('h.1.mlp.c_proj.bias', 1)(new Float32Array(256)));
}

describe.each(['opfs', 'cache'] as const)('in %s', (kind) => {
  const open = useTabs(kind);

  test('a model comes, survives its worker, and goes', async () => {
    const tab = await open();
    const model = await tab.download();
    expect(model).toMatchObject({ id: wideId, complete: true });
    expect(tab.heard.at(-1)).toMatchObject({ stage: 'done', received: weightBytes });
    tab.kill();
    await standIn.reset();
    const later = await open();
    expect(await later.remote.list()).toEqual([model]);
    await expectWeights(later);
    expect(await standIn.asked()).toEqual([]);
    await later.remote.remove(wideId);
    expect(await later.remote.list()).toEqual([]);
    await expect(later.read('wte')).rejects.toMatchObject({ code: 'not-stored' });
  });

  test('a tab that dies loses no shard; the next one goes on', async () => {
    const tab = await open();
    await standIn.fault({ on: 'cdn', kind: 'hold', after: 60 });
    void tab.download();
    await standIn.held();
    tab.kill();
    // A worker dies a while after it was told to: until then it asks.
    await standIn.quiet();
    await standIn.reset();
    const later = await open();
    const [begun] = await later.remote.list();
    expect(begun).toMatchObject({ id: wideId, complete: false, stopped: null });
    await later.download();
    const { fromStore } = later.heard.at(-1)!;
    expect(fromStore).toBeGreaterThan(weightBytes / 4);
    expect(await bytesAsked()).toBeLessThanOrEqual(weightBytes - fromStore + 65_537);
    await expectWeights(later);
  });

  test('a tab that waits for another goes on when that one dies', async () => {
    const [first, second] = [await open(), await open()];
    await standIn.fault({ on: 'cdn', kind: 'hold', after: 60 });
    void first.download();
    await standIn.held();
    const waiting = second.download();
    first.kill();
    await standIn.release();
    expect(await waiting).toMatchObject({ complete: true });
    await expectWeights(second);
  });
});

describe('two tabs', () => {
  const open = useTabs('opfs');

  test('download once, and both see it come', async () => {
    const [first, second] = [await open(), await open()];
    const models = await Promise.all([first.download(), second.download()]);
    expect(models[0]).toEqual(models[1]);
    expect(await bytesAsked()).toBeLessThanOrEqual(weightBytes + 65_536);
    for (const { heard } of [first, second]) expect(heard.at(-1)?.stage).toBe('done');
  });

  test('one pauses the download of the other', async () => {
    const [first, second] = [await open(), await open()];
    await standIn.fault({ on: 'cdn', kind: 'hold', after: 30 });
    const downloading = first.download();
    await standIn.held();
    await second.remote.pause(wideId);
    await expect(downloading).rejects.toMatchObject({ code: 'aborted' });
    await standIn.reset();
    expect(await second.download()).toMatchObject({ complete: true });
  });
});

describe('in a browser', () => {
  const open = useTabs('opfs');

  test('requests need no preflight and carry neither cookie nor referrer', async () => {
    document.cookie = 'secret=1';
    await (await open()).download();
    const asked = await standIn.asked();
    expect(asked.length).toBeGreaterThan(50);
    for (const { method, cookie, referer } of asked)
      expect({ method, cookie, referer }).toEqual({ method: 'GET', cookie: null, referer: null });
  });

  test('the server ignores Range', async () => {
    await standIn.fault({ on: 'cdn', kind: 'ignore-range' });
    const tab = await open();
    expect(await tab.download()).toMatchObject({ complete: true });
    await expectWeights(tab);
  });

  test.each([
    ['a connection that is cut', { kind: 'cut', bytes: 30_000, times: 3 }],
    ['a slow one', { kind: 'slow', bytes: 20_000, times: 5 }],
    ['a request to wait', { kind: 'status', status: 429, retryAfter: '1', times: 1 }],
  ] as const)('%s is got over', async (_, fault) => {
    await standIn.fault({ on: 'cdn', after: 10, ...fault });
    const tab = await open();
    expect(await tab.download()).toMatchObject({ complete: true });
    await expectWeights(tab);
  });

  test('a damaged shard is fetched again, once, and is whole then', async () => {
    const tab = await open();
    await tab.download();
    for (const file of (await shardFiles()).slice(0, 3)) {
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      bytes[12_345]! ^= 1;
      const stream = await file.createWritable();
      await stream.write(bytes);
      await stream.close();
    }
    await standIn.reset();
    for (const name of ['wte', 'wpe', 'h.0.mlp.c_fc.weight', 'h.1.mlp.c_fc.weight'])
      await tab.read(name);
    await standIn.fault({ on: 'hub', kind: 'status', status: 404 });
    await expectWeights(tab);
    expect((await tab.remote.list())[0]).toMatchObject({ complete: true });
  });

  test('a full disk is told before the download, with what is missing', async () => {
    const session = cdp();
    const { usage = 0 } = await navigator.storage.estimate();
    const quotaSize = usage + 300_000;
    const override = { origin: location.origin, quotaSize };
    await session.send('Storage.overrideQuotaForOrigin', override);
    try {
      const tab = await open();
      const refused = { code: 'quota-exceeded', details: { deletable: 0 } };
      await expect(tab.download()).rejects.toMatchObject(refused);
      await session.send('Storage.overrideQuotaForOrigin', { origin: location.origin });
      expect(await tab.download()).toMatchObject({ complete: true });
    } finally {
      await session.send('Storage.overrideQuotaForOrigin', { origin: location.origin });
    }
  });
});
