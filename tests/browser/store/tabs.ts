import { proxy, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, inject } from 'vitest';
import { unpack } from '#lib/model/protocol.ts';
import type { StoredModel } from '#lib/model/store/listing.ts';
import type { Progress } from '#lib/model/store/progress.ts';
import type { Asked } from '#tests/hub/server.ts';
import type { Fault } from '#tests/hub/faults.ts';
import type { Tab } from './tab.worker.ts';

const hub = inject('hub');

async function control(what: string, body?: object): Promise<Asked[]> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await (await fetch(`${hub}/stand-in/${what}`, init)).json()) as Asked[];
}

/** The stand-in hub, from within the page. */
export const standIn = {
  url: hub,
  reset: () => control('reset'),
  fault: (fault: Fault) => control('fault', fault),
  release: () => control('release'),
  held: () => control('held'),
  quiet: () => control('quiet'),
  asked: () => control('asked'),
};

/** Bytes of weights that were asked for. */
export async function bytesAsked(): Promise<number> {
  return (await standIn.asked()).reduce((sum, { on, range }) => {
    const [, from = 0, to = -1] = (/=(\d+)-(\d+)/.exec(range ?? '') ?? []).map(Number);
    return on === 'cdn' ? sum + to + 1 - from : sum;
  }, 0);
}

export const wide = { kind: 'hub', repo: 'tiny/wide', endpoint: hub } as const;
export const wideId = 'tiny/wide@main:int8';

/** One tab: a worker with a library, and what it hears. */
export interface OpenTab {
  readonly remote: Remote<Tab>;
  readonly heard: Progress[];
  download(): Promise<StoredModel>;
  read(name: string): Promise<Float32Array>;
  /** As if the tab was closed or had crashed. */
  kill(): void;
}

let folder = '';
let tabs: OpenTab[] = [];

/** Each test has a store and a hub of its own. */
export function useTabs(kind: 'opfs' | 'cache'): () => Promise<OpenTab> {
  beforeEach(async () => {
    folder = `test-${crypto.randomUUID()}`;
    await standIn.reset();
  });
  afterEach(async () => {
    tabs.splice(0).forEach((tab) => tab.kill());
    tabs = [];
    await standIn.reset();
    if (kind === 'cache') await caches.delete(folder);
    else await (await navigator.storage.getDirectory()).removeEntry(folder, { recursive: true });
  });
  return async () => {
    const worker = new Worker(new URL('./tab.worker.ts', import.meta.url), { type: 'module' });
    const remote = wrap<Tab>(worker);
    await remote.start(kind, folder);
    const heard: Progress[] = [];
    const hear = proxy((progress: Progress) => void heard.push(progress));
    const tab: OpenTab = {
      remote,
      heard,
      download: async () => unpack(await remote.download(wide, hear)),
      read: async (name) => unpack(await remote.read(wideId, name)),
      kill: () => worker.terminate(),
    };
    tabs.push(tab);
    return tab;
  };
}

/** A stored shard's file, in the store of the running test. */
export async function shardFiles(): Promise<FileSystemFileHandle[]> {
  const origin = await navigator.storage.getDirectory();
  const shards = await (await origin.getDirectoryHandle(folder)).getDirectoryHandle('shards');
  const files: FileSystemFileHandle[] = [];
  for await (const handle of shards.values())
    if (handle.kind === 'file') files.push(handle as FileSystemFileHandle);
  return files;
}
