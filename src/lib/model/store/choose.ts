import type { ByteStore } from './byte-store.ts';
import { cacheStore } from './cache-storage.ts';
import { memoryStore } from './memory.ts';
import { opfsStore } from './opfs.ts';

/** The best place that this browser offers. */
export async function chooseStore(): Promise<ByteStore> {
  return (await opfsStore()) ?? (await cacheStore()) ?? memoryStore();
}
