/** What a tab's worker does with models, with small shards so that a small model has many. */
import { expose } from 'comlink';
import { cacheStore } from '#lib/model/store/cache-storage.ts';
import { Library } from '#lib/model/store/library.ts';
import type { StoredModel } from '#lib/model/store/listing.ts';
import { opfsStore } from '#lib/model/store/opfs.ts';
import type { Progress } from '#lib/model/store/progress.ts';
import type { DownloadRequest } from '#lib/model/store/records.ts';
import { pack, type Answer } from '#lib/model/protocol.ts';

let library: Library;

const tab = {
  async start(kind: 'opfs' | 'cache', folder: string): Promise<string> {
    const store = await (kind === 'opfs' ? opfsStore(folder) : cacheStore(folder));
    if (store === null) throw new Error(`no ${kind} here`);
    library = new Library(store, {
      // A connection that breaks may take what it brought with it: one more than any fault's `times`.
      hub: { patience: { attempts: 6, firstDelay: 1 } },
      shardBytes: 100_000,
      transfer: { pieceBytes: 65_536 },
    });
    return library.kind;
  },
  download: (
    request: DownloadRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Answer<StoredModel>> => pack(() => library.download(request, { onProgress })),
  list: () => library.list(),
  pause: (id: string) => library.pause(id),
  remove: (id: string) => library.remove(id),
  read: (id: string, name: string): Promise<Answer<Float32Array>> =>
    pack(async () => Float32Array.from(await (await library.open(id)).readWeight(name))),
};

export type Tab = typeof tab;

expose(tab);
