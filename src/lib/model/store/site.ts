/** Stored weights that a site serves: manifest.json, and beside it each shard as `HASH.bin`. */
import { ModelError } from '../errors.ts';
import { ahead, readUrl, RemoteFile, type HubOptions } from '../hub/index.ts';
import { sha256 } from './hash.ts';
import type { Manifest, StoredShard } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/** Shards under way at once. */
const LANES = 2;

export const shardUrl = (manifest: string, hash: string): string =>
  new URL(`${hash}.bin`, manifest).href;

/** Rejects with `not-found`, `network`, `aborted`, or as parseManifest. */
export async function readManifest(url: string, options: HubOptions): Promise<Manifest> {
  const { text } = await readUrl(url, options);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-config', `${url} is not JSON`, { cause });
  }
  return parseManifest(json);
}

/**
 * The shards of a manifest in their order, each held against its hash and fetched again once.
 * Rejects with `corrupt`, which names the shard, or as RemoteFile does.
 */
export async function* fetchShards(
  manifest: string,
  shards: readonly StoredShard[],
  options: HubOptions,
): AsyncGenerator<{ readonly shard: StoredShard; readonly bytes: Uint8Array<ArrayBuffer> }> {
  yield* ahead(shards, LANES, async (shard) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const bytes = await fetchShard(shardUrl(manifest, shard.sha256), shard, options);
      if ((await sha256(bytes)) === shard.sha256) return { shard, bytes };
    }
    const message = `the server’s shard ${shard.sha256} is damaged`;
    throw new ModelError('corrupt', message, { details: { found: shard.sha256 } });
  });
}

export async function fetchShard(
  url: string,
  shard: StoredShard,
  options: HubOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await RemoteFile.open(url, options);
  try {
    return (await file.read(0, shard.bytes)) as Uint8Array<ArrayBuffer>;
  } finally {
    file.close();
  }
}
