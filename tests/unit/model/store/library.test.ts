/** Models come, stay and go; the hub is the stand-in, over HTTP. */
import { describe, expect, test } from 'vitest';
import type { ByteStore } from '#lib/model/store/byte-store.ts';
import type { ModelError } from '#lib/model/errors.ts';
import { memoryStore } from '#lib/model/store/memory.ts';
import type { StoredModel } from '#lib/model/store/listing.ts';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import type { Progress } from '#lib/model/store/progress.ts';
import { countParameters, sizeOf, tensorShapes } from '#lib/model/weights/index.ts';
import { tinyTokenizer, wideConfig } from '#tests/hub/repositories.ts';
import { randomWeights } from '../../../../tools/model/random-weights.ts';
import { useHub } from '../hub/hub.ts';
import { bytesAsked, contents, onHub, useLibraries } from './use-library.ts';

const hub = useHub();
const open = useLibraries();
const wide = (more = {}) => onHub(hub(), 'tiny/wide', more);
const weightBytes = 4 * countParameters(wideConfig);

/** Sets a signal off after so many requests for weights. */
function stopAfter(requests: number): AbortController {
  const controller = new AbortController();
  hub().faults.add({ on: 'cdn', kind: 'hold', after: requests });
  void hub()
    .faults.held()
    .then(() => controller.abort());
  return controller;
}

describe('Library.download(request)', () => {
  test('stores GPT-2’s tensors, in the form asked for, and reads them back', async () => {
    const errors: Record<StoredDtype, number> = { fp32: 0, fp16: 2e-4, int8: 5e-4, int4: 1.2e-2 };
    for (const [dtype, largest] of Object.entries(errors)) {
      const { library } = open();
      const model = await library.download(wide({ dtype }));
      expect(model).toMatchObject({
        id: `tiny/wide@main:${dtype}`,
        name: 'tiny/wide',
        complete: true,
        parameters: countParameters(wideConfig),
      });
      const files = await library.open(model.id);
      for (const [name, shape] of tensorShapes(wideConfig)) {
        const expected = randomWeights(name, 1)(new Float32Array(sizeOf(shape)));
        const values = Float32Array.from(await files.readWeight(name));
        const error = values.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i]!)), 0);
        expect(error, `${dtype} ${name}`).toBeLessThanOrEqual(largest);
      }
    }
  });

  test('fetches each byte once, and not the masks', async () => {
    const { library } = open();
    await library.download(wide());
    const first = 65_536; // the header and what comes with it
    expect(bytesAsked(hub())).toBeLessThanOrEqual(weightBytes + first);
    expect(bytesAsked(hub())).toBeGreaterThanOrEqual(weightBytes - first);
    hub().asked.length = 0;
    await library.download(wide());
    expect(hub().asked).toEqual([]);
  });

  test.each([
    ['tiny/prefixed', true],
    ['tiny/untied', false],
    ['tiny/f16', true],
    ['tiny/bf16', true],
    ['tiny/sharded', true],
    ['tiny/fine-tune', true],
  ])('%s, tied: %s', async (repo, tied) => {
    const { library } = open();
    const { id } = await library.download(onHub(hub(), repo, { dtype: 'fp32' }));
    const {
      tokenizer,
      tied: found,
      commit,
    } = {
      ...(await library.manifest(id)),
      ...(await library.manifest(id)).origin,
    };
    expect(found).toBe(tied);
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    if (repo !== 'tiny/fine-tune') expect(tokenizer).toEqual(tinyTokenizer);
    const { config, head, readWeight } = await library.open(id);
    expect(head).toBe(tied ? 'wte' : 'lm_head');
    const unembedding = await readWeight(head);
    const seed = repo === 'tiny/fine-tune' ? 2 : 1;
    const size = config.vocab_size * config.n_embd;
    const expected = randomWeights(head, seed)(new Float32Array(size));
    unembedding.forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThan(5e-4));
  });

  test('the server ignores Range: one stream, the same model', async () => {
    const [streamed, ranged] = [open().library, open().library];
    const { id } = await ranged.download(wide());
    hub().asked.length = 0;
    hub().faults.add({ on: 'cdn', kind: 'ignore-range' });
    await streamed.download(wide());
    expect(hub().asked.filter(({ on }) => on === 'cdn')).toHaveLength(1);
    expect((await streamed.manifest(id)).shards).toEqual((await ranged.manifest(id)).shards);
  });

  test('tells how far it is, at once when the stage changes', async () => {
    const { library } = open();
    const heard: Progress[] = [];
    hub().faults.add({ on: 'cdn', kind: 'status', status: 503, after: 3, times: 1 });
    await library.download(wide(), { onProgress: (progress) => heard.push(progress) });
    const stages = heard.map(({ stage }) => stage);
    expect(new Set(stages)).toEqual(new Set(['opening', 'downloading', 'waiting', 'done']));
    expect([stages[0], stages.at(-1)]).toEqual(['opening', 'done']);
    expect(heard.at(-1)).toMatchObject({ received: weightBytes, total: weightBytes, fromStore: 0 });
  });
});

describe('a download that stops', () => {
  test('goes on from the shards it has, and ends as if nothing had been', async () => {
    const { library, store, tab } = open();
    const { signal } = stopAfter(40);
    await expect(library.download(wide(), { signal })).rejects.toMatchObject({ code: 'aborted' });
    hub().faults.clear();
    const [begun] = await library.list();
    expect(begun).toMatchObject({ complete: false, stopped: { code: 'aborted' } });
    expect(begun?.bytes).toBeGreaterThan(300_000);
    library.close();

    hub().asked.length = 0;
    const heard: Progress[] = [];
    const after = tab(); // the page was loaded anew
    const model = await after.download(begun!.request!, { onProgress: (one) => heard.push(one) });
    expect(heard.at(-1)?.fromStore).toBeGreaterThan(1_000_000);
    expect(bytesAsked(hub())).toBeLessThan(weightBytes - heard.at(-1)!.fromStore + 65_537);

    const { library: fresh } = open();
    await fresh.download(wide());
    const { tensors, shards } = await after.manifest(model.id);
    expect(await fresh.manifest(model.id)).toMatchObject({ tensors, shards });
    expect((await contents(store)).downloads).toEqual([]);
  });

  test('of a model with a head of its own that is the token table', async () => {
    const { library } = open();
    const request = onHub(hub(), 'tiny/wide-prefixed');
    const { signal } = stopAfter(103); // all but the head
    await expect(library.download(request, { signal })).rejects.toMatchObject({ code: 'aborted' });
    hub().faults.clear();
    const { id } = await library.download(request);
    expect(await library.manifest(id)).toMatchObject({
      tied: true,
      parameters: countParameters(wideConfig),
    });
  });

  test('begins anew when the file has changed meanwhile', async () => {
    const { library } = open();
    const { signal } = stopAfter(40);
    await expect(library.download(wide(), { signal })).rejects.toMatchObject({ code: 'aborted' });
    hub().faults.clear();
    hub().faults.add({ on: 'cdn', kind: 'changed' });
    const heard: Progress[] = [];
    await library.download(wide(), { onProgress: (progress) => heard.push(progress) });
    expect(heard.at(-1)).toMatchObject({ stage: 'done', fromStore: 0 });
  });

  test('keeps nothing of a file that changes on the way', async () => {
    const { library, store } = open();
    hub().faults.add({ on: 'cdn', kind: 'changed', after: 30 });
    await expect(library.download(wide())).rejects.toMatchObject({ code: 'changed' });
    expect(await contents(store)).toEqual({ models: [], downloads: [], shards: [] });
  });

  test('does without a shard that is gone', async () => {
    const { library, store } = open();
    const { signal } = stopAfter(40);
    await expect(library.download(wide(), { signal })).rejects.toThrow();
    hub().faults.clear();
    await store.remove(`shards/${(await contents(store)).shards?.[2]}`);
    const { id } = await library.download(wide());
    await expect((await library.open(id)).readWeight('ln_f.bias')).resolves.toHaveLength(256);
  });

  test('when the network is lost, and is there again', async () => {
    const { library } = open();
    hub().faults.add({ on: 'cdn', kind: 'cut', bytes: 0, after: 50 });
    await expect(library.download(wide())).rejects.toMatchObject({ code: 'network' });
    expect((await library.list())[0]).toMatchObject({ stopped: { code: 'network' } });
    hub().faults.clear();
    expect(await library.download(wide())).toMatchObject({ complete: true, stopped: null });
  });

  test('is deleted with all that has come', async () => {
    const { library, store } = open();
    const { signal } = stopAfter(40);
    await expect(library.download(wide(), { signal })).rejects.toThrow();
    await library.remove('tiny/wide@main:int8');
    expect(await contents(store)).toEqual({ models: [], downloads: [], shards: [] });
  });
});

describe('the store', () => {
  test('keeps a shard that two models share until the last one goes', async () => {
    const { library, store } = open();
    const first = await library.download(wide());
    const second = await library.download(wide({ revision: 'v1' }));
    const { shards } = await library.manifest(first.id);
    expect((await contents(store)).shards).toHaveLength(new Set(shards.map((s) => s.sha256)).size);
    expect((await library.usage()).stored).toBe(first.bytes);
    await library.remove(first.id);
    expect((await library.list()).map(({ id }) => id)).toEqual([second.id]);
    await expect((await library.open(second.id)).tables()).resolves.toBeDefined();
    await expect(library.open(first.id)).rejects.toMatchObject({ code: 'not-stored' });
    await library.remove(second.id);
    expect(await contents(store)).toEqual({ models: [], downloads: [], shards: [] });
  });

  /** A model with one flipped bit in a shard in its middle. */
  async function damaged(): Promise<
    { model: StoredModel; broken: string } & ReturnType<typeof open>
  > {
    const opened = open();
    const model = await opened.library.download(wide());
    const { shards } = await opened.library.manifest(model.id);
    const broken = shards[5]!.sha256;
    const bytes = (await opened.store.read(`shards/${broken}`))!.slice();
    bytes[777]! ^= 4;
    await opened.store.write(`shards/${broken}`, bytes);
    hub().asked.length = 0;
    return { ...opened, model, broken };
  }

  async function readAll({ library, model }: Awaited<ReturnType<typeof damaged>>): Promise<void> {
    const { readWeight } = await library.open(model.id);
    for (const name of tensorShapes(wideConfig).keys()) await readWeight(name);
  }

  test('fetches a damaged shard again, and only what it is made of', async () => {
    const opened = await damaged();
    await readAll(opened);
    const fetched = bytesAsked(hub());
    expect(fetched).toBeGreaterThan(0);
    expect(fetched).toBeLessThan(weightBytes / 2);
    hub().asked.length = 0;
    await readAll(opened);
    expect(hub().asked).toEqual([]);
  });

  test('names a damaged shard that cannot be had again', async () => {
    const opened = await damaged();
    hub().faults.add({ on: 'hub', kind: 'status', status: 401, code: 'RepoNotFound' });
    const error = { code: 'corrupt', details: { found: opened.broken } };
    await expect(readAll(opened)).rejects.toMatchObject(error);
  });

  test('says how much room is missing before anything is fetched', async () => {
    let room = Infinity;
    const { library } = open({ freeRoom: () => Promise.resolve(room) }, asDisk(memoryStore()));
    const other = await library.download(onHub(hub(), 'tiny/gpt2'));
    room = 100_000;
    hub().asked.length = 0;
    const refused = { code: 'quota-exceeded', details: { free: room, deletable: other.bytes } };
    await expect(library.download(wide())).rejects.toMatchObject(refused);
    expect(bytesAsked(hub())).toBeLessThan(70_000);
    room = Infinity;
    expect(await library.download(wide())).toMatchObject({ complete: true });
  });

  test('keeps what fitted when a write finds no room, and goes on when there is some', async () => {
    let left = 800_000;
    const store = memoryStore();
    const full: ByteStore = {
      ...store,
      write(path, bytes) {
        if (!path.startsWith('shards/')) return store.write(path, bytes);
        left -= bytes.length;
        return left < 0
          ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
          : store.write(path, bytes);
      },
    };
    const { library } = open({}, full);
    const error: unknown = await library.download(wide()).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'quota-exceeded' });
    // The browser thinks that there is room; what is missing is at most all that is not there yet.
    const { missing, needed } = (error as ModelError).details;
    const [{ bytes = NaN } = {}] = await library.list();
    expect(missing).toBe(needed);
    const whole = await open()
      .library.download(wide())
      .then(({ bytes }) => bytes);
    expect(needed).toBe(whole - bytes);
    expect((await library.list())[0]).toMatchObject({ stopped: { code: 'quota-exceeded' } });
    left = Infinity;
    const heard: Progress[] = [];
    await library.download(wide(), { onProgress: (progress) => heard.push(progress) });
    expect(heard.at(-1)?.fromStore).toBeGreaterThan(500_000);
  });
});

describe('two tabs', () => {
  test('download once, and both see it come', async () => {
    const { library, tab } = open();
    const [here, there]: [Progress[], Progress[]] = [[], []];
    const models = await Promise.all([
      library.download(wide(), { onProgress: (progress) => here.push(progress) }),
      tab().download(wide(), { onProgress: (progress) => there.push(progress) }),
    ]);
    expect(models[0]).toEqual(models[1]);
    expect(bytesAsked(hub())).toBeLessThanOrEqual(weightBytes + 65_536);
    expect(here.at(-1)?.stage).toBe('done');
    expect(there.at(-1)?.stage).toBe('done');
    expect(there.length).toBeGreaterThan(1);
  });

  test('one pauses what the other downloads', async () => {
    const { library, tab } = open();
    hub().faults.add({ on: 'cdn', kind: 'hold', after: 20 });
    const both = [library.download(wide()), tab().download(wide())];
    await hub().faults.held();
    tab().pause('tiny/wide@main:int8');
    for (const one of both) await expect(one).rejects.toMatchObject({ code: 'aborted' });
  });

  test('one goes on when the other is gone', async () => {
    const { library, tab } = open();
    hub().faults.add({ on: 'cdn', kind: 'hold', after: 20 });
    const { signal, abort } = withAbort();
    const first = library.download(wide(), { signal }).catch(() => undefined);
    await hub().faults.held();
    const second = tab().download(onHub(hub(), 'tiny/wide', { revision: 'main' }));
    abort();
    await first;
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    hub().faults.clear();
    expect(await tab().download(wide())).toMatchObject({ complete: true });
  });
});

const withAbort = () => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

/** A store that counts as one with a limit. */
const asDisk = (store: ByteStore): ByteStore => ({ ...store, kind: 'opfs' });
