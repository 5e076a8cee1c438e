import { afterEach } from 'vitest';
import type { ByteStore } from '#lib/model/store/byte-store.ts';
import { Library, type LibraryOptions } from '#lib/model/store/library.ts';
import { memoryStore } from '#lib/model/store/memory.ts';
import type { DownloadRequest } from '#lib/model/store/records.ts';
import type { StandIn } from '#tests/hub/server.ts';
import { patience } from '../hub/hub.ts';

/** Small shards and pieces, so that a model of a few megabytes has many. */
export const small: LibraryOptions = {
  hub: { patience },
  shardBytes: 100_000,
  transfer: { lanes: 4, pieceBytes: 65_536 },
};

/** Libraries that are closed after the test; `tab` opens another one on the same store. */
export function useLibraries(): (
  options?: LibraryOptions,
  store?: ByteStore,
) => {
  library: Library;
  store: ByteStore;
  tab: () => Library;
} {
  const opened: Library[] = [];
  afterEach(() => opened.splice(0).forEach((library) => library.close()));
  return (options = {}, store = memoryStore()) => {
    const tab = (): Library => {
      const library = new Library(store, { ...small, ...options });
      opened.push(library);
      return library;
    };
    return { library: tab(), store, tab };
  };
}

export const onHub = (hub: StandIn, repo: string, more: object = {}): DownloadRequest => ({
  kind: 'hub',
  repo,
  endpoint: hub.url,
  ...more,
});

/** Names in the store, by folder. */
export async function contents(store: ByteStore): Promise<Record<string, string[]>> {
  const names = async (folder: string): Promise<string[]> =>
    (await store.list(folder)).map(({ name }) => name).toSorted();
  return {
    models: await names('models'),
    downloads: await names('downloads'),
    shards: await names('shards'),
  };
}

/** Bytes of weights that were asked for. */
export function bytesAsked(hub: StandIn): number {
  return hub.asked.reduce((sum, { on, range }) => {
    const [, from = 0, to = -1] = (/=(\d+)-(\d+)/.exec(range ?? '') ?? []).map(Number);
    return on === 'cdn' ? sum + to + 1 - from : sum;
  }, 0);
}
