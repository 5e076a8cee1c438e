import type { ByteStore } from './byte-store.ts';

/** The last resort, on plain-http addresses and in private windows: gone with its worker. */
export function memoryStore(): ByteStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    kind: 'memory',
    read: (path) => Promise.resolve(files.get(path) ?? null),
    write(path, bytes) {
      files.set(path, bytes.slice());
      return Promise.resolve();
    },
    remove(path) {
      files.delete(path);
      return Promise.resolve();
    },
    list(folder) {
      const inside = [...files].filter(([path]) => path.startsWith(`${folder}/`));
      return Promise.resolve(
        inside.map(([path, { length }]) => ({
          name: path.slice(folder.length + 1),
          bytes: length,
        })),
      );
    },
  };
}
