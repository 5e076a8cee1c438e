import { describe, expect, test } from 'vitest';
import { formatBytes, hostOf } from '#components/figures/models/words.ts';
import { weightOf } from '#lib/state/family.ts';
import { Library } from '#lib/model/store/library.ts';
import { memoryStore } from '#lib/model/store/memory.ts';
import { ModelsState, type Store } from '#lib/state/models.svelte.ts';
import { startHub, type StandIn } from '#tests/hub/server.ts';

/** The real library over a store in memory, asked as the page asks it. */
function open(): { page: ModelsState; library: Library } {
  const library = new Library(memoryStore(), { freeRoom: () => Promise.resolve(1e9) });
  const store: Store = {
    list: () => library.list(),
    usage: async () => ({ ...(await library.usage()), persisted: false }),
    download: (request, task) => library.download(request, task),
    importFiles: (files, options) => library.importFiles(files, options),
    pause: (id) => Promise.resolve(library.pause(id)),
    remove: (id) => library.remove(id),
    watch: (onProgress, onChange) => library.watch(onProgress, onChange),
  };
  const page = new ModelsState({
    library: () => Promise.resolve(store),
    site: () => Promise.resolve([]),
  });
  return { page, library };
}

async function withHub(task: (hub: StandIn) => Promise<void>): Promise<void> {
  const hub = await startHub();
  try {
    await task(hub);
  } finally {
    await hub.close();
  }
}

const tiny = (hub: StandIn, repo = 'tiny/gpt2') =>
  ({ kind: 'hub', repo, endpoint: hub.url }) as const;

describe('ModelsState', () => {
  test('download() puts the model into the list; remove() takes it away', () =>
    withHub(async (hub) => {
      const { page, library } = open();
      await page.open();
      expect(page.models).toEqual([]);
      await page.download(tiny(hub), 'tiny/gpt2');
      expect(page.failure).toBeNull();
      expect(page.models?.map(({ id, complete }) => [id, complete])).toEqual([
        ['tiny/gpt2@main:int8', true],
      ]);
      expect(page.arrived?.id).toBe('tiny/gpt2@main:int8');
      expect(page.usage?.stored).toBe(page.models?.[0]?.bytes);
      expect(page.busy).toEqual([]);
      await page.remove('tiny/gpt2@main:int8');
      expect(page.models).toEqual([]);
      expect(page.usage?.stored).toBe(0);
      expect(page.arrived).toBeNull();
      page.close();
      library.close();
    }));

  test('a failure has its code, what was found, and the part of the page it belongs to', () =>
    withHub(async (hub) => {
      const { page, library } = open();
      await page.open();
      await page.download(tiny(hub, 'tiny/llama'), 'tiny/llama');
      expect(page.failure).toMatchObject({ where: 'hub', code: 'not-gpt2' });
      expect(page.failure?.details.found).toMatch(/llama/i);
      await page.download(tiny(hub, 'tiny/gtp2'), 'tiny/gtp2');
      expect(page.failure?.code).toBe('no-repository');
      await page.take([{ path: 'a.txt', blob: new Blob(['a']) }], 'a', 'int8');
      expect(page.failure).toMatchObject({ where: 'disk', code: 'missing-file' });
      page.close();
      library.close();
    }));

  test('pause() is no failure, and the download goes on from what is there', () =>
    withHub(async (hub) => {
      const { page, library } = open();
      await page.open();
      hub.faults.add({ on: 'cdn tiny/wide/model.safetensors', kind: 'hold', after: 2 });
      const download = page.download(tiny(hub, 'tiny/wide'), 'tiny/wide');
      await hub.faults.held();
      const [id] = Object.keys(page.progress);
      expect(id).toBe('tiny/wide@main:int8');
      await page.pause(id ?? '');
      await download;
      expect(page.failure).toBeNull();
      expect(page.models?.map(({ complete }) => complete)).toEqual([false]);
      expect(page.progress).toEqual({});
      hub.faults.clear();
      await page.download(tiny(hub, 'tiny/wide'), 'tiny/wide');
      expect(page.models?.map(({ complete }) => complete)).toEqual([true]);
      page.close();
      library.close();
    }));
});

test('weightOf(repo, dtype) knows the published sizes, and nothing of others', () => {
  const { parameters, fetched, stored } = weightOf('openai-community/gpt2', 'int8') ?? {};
  expect([parameters, fetched]).toEqual([124_439_808, 4 * 124_439_808]);
  expect(stored).toBeLessThan((fetched ?? 0) / 2);
  expect(weightOf('openai-community/gpt2-medium', 'int8')?.parameters).toBe(354_823_168);
  expect(weightOf('openai-community/gpt2-large', 'int8')?.parameters).toBe(774_030_080);
  expect(weightOf('distilbert/distilgpt2', 'int8')?.parameters).toBe(81_912_576);
  expect(weightOf('constructor', 'int8')).toBeNull();
});

test('formatBytes(bytes) writes three figures in powers of 1000', () => {
  expect([0, 999, 1000, 1_234_567, 497_759_232, 3_096_120_320].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '1.23 MB',
    '498 MB',
    '3.10 GB',
  ]);
  expect(formatBytes(999_999)).toBe('1.00 MB');
});

test('hostOf(endpoint) is null for what is no web address', () => {
  expect(hostOf('https://hub.example:8080/hf')).toBe('hub.example:8080');
  expect(['ftp://hub', 'hub.example', ''].map(hostOf)).toEqual([null, null, null]);
});
