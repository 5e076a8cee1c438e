/** Getting one shard again from where its model came from. */
import { ModelError } from '../errors.ts';
import { openHubRepository, type HubOptions } from '../hub/index.ts';
import { openCheckpoint } from '../weights/index.ts';
import type { Manifest, StoredShard } from './manifest.ts';
import { encodeTensor } from './quantise.ts';
import type { ModelRecord } from './records.ts';
import { fetchShard, shardUrl } from './site.ts';

/**
 * The bytes of a shard, made anew: fetched from the site, or converted from those tensors of the
 * hub's checkpoint that have a part in it. The caller holds them against the hash.
 * Rejects with `corrupt` where nobody knows where the model came from, or as the hub does.
 */
export async function refetchShard(
  { manifest, request }: ModelRecord,
  shard: StoredShard,
  options: HubOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (request === null) {
    const message = `shard ${shard.sha256} is damaged, and it came from the reader’s own files`;
    throw new ModelError('corrupt', message, { details: { found: shard.sha256 } });
  }
  if (request.kind === 'hub') return convertShard(manifest, request.endpoint, shard, options);
  return fetchShard(shardUrl(request.manifest, shard.sha256), shard, options);
}

async function convertShard(
  { origin, tensors, shards, block }: Manifest,
  endpoint: string | undefined,
  shard: StoredShard,
  options: HubOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const index = shards.findIndex(({ sha256 }) => sha256 === shard.sha256);
  const begin = shards.slice(0, index).reduce((sum, { bytes }) => sum + bytes, 0);
  const revision = origin.commit ?? origin.revision;
  const repository = await openHubRepository(
    {
      repo: origin.repo ?? '',
      ...(revision !== null && { revision }),
      ...(endpoint !== undefined && { endpoint }),
    },
    options,
  );
  try {
    const { config, source } = repository;
    const checkpoint = await openCheckpoint(config, source, { compareHead: false });
    const made = new Uint8Array(shard.bytes);
    for (const { name, shape, dtype, offset, bytes } of tensors) {
      if (offset >= begin + shard.bytes || offset + bytes <= begin) continue;
      const form = { dtype, shape, block: block ?? 1 };
      const encoded = encodeTensor(await checkpoint.tensor(name), form);
      const from = Math.max(0, begin - offset);
      const part = encoded.subarray(from, begin + shard.bytes - offset);
      made.set(part, offset + from - begin);
    }
    return made;
  } finally {
    repository.close();
  }
}
