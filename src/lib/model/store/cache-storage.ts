import type { ByteStore } from './byte-store.ts';

/** Cache Storage, for browsers without OPFS. Null where there is none. */
export async function cacheStore(name = 'vitrine-models'): Promise<ByteStore | null> {
  try {
    return storeIn(await caches.open(name));
  } catch {
    return null;
  }
}

/** Addresses that no server is asked for: the cache only wants names that look like some. */
function storeIn(cache: Cache): ByteStore {
  const base = new URL('/vitrine-models/', location.origin).href;
  return {
    kind: 'cache',
    async read(path) {
      const response = await cache.match(base + path);
      return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
    },
    async write(path, bytes) {
      const headers = { 'Content-Length': String(bytes.length) };
      await cache.put(base + path, new Response(bytes, { headers }));
    },
    async remove(path) {
      await cache.delete(base + path);
    },
    async list(folder) {
      const inside = (await cache.keys()).filter(({ url }) => url.startsWith(`${base}${folder}/`));
      return Promise.all(
        inside.map(async ({ url }) => ({
          name: url.slice(base.length + folder.length + 1),
          bytes: Number((await cache.match(url))?.headers.get('content-length')),
        })),
      );
    },
  };
}
