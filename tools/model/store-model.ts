/** Writes a checkpoint in the stored form into a folder: shards named by their hash, manifest.json. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shardFile, type Manifest, type StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { createPacker, type Packed } from '../../src/lib/model/store/pack.ts';
import { parseManifest } from '../../src/lib/model/store/parse-manifest.ts';
import { DEFAULT_BLOCK } from '../../src/lib/model/store/quantise.ts';
import type { Checkpoint } from '../../src/lib/model/weights/index.ts';

export interface StoreOptions {
  readonly name: string;
  readonly dtype: StoredDtype;
  readonly config: unknown;
  readonly tokenizer: Manifest['tokenizer'];
  readonly origin: Omit<Manifest['origin'], 'kind'>;
  /** Names these very weights; what was begun for others is begun anew. Null: never resume. */
  readonly resumeKey: string | null;
  readonly onTensor?: (done: number, total: number) => void;
  /** Default 16 MiB. */
  readonly shardBytes?: number;
}

/**
 * Writes into `folder`, which appears when all of it is there and replaces what was in its place.
 * Until then shards lie in `folder`.part; with a `resumeKey` an interrupted run goes on there.
 */
export async function storeModel(
  folder: string,
  checkpoint: Checkpoint,
  options: StoreOptions,
): Promise<Manifest> {
  const { name, dtype, config, tokenizer, origin, resumeKey } = options;
  const part = `${folder}.part`;
  const progress = join(part, 'progress.json');
  const resume = await begun(progress, resumeKey);
  if (resume === null) await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });

  const packer = createPacker({
    dtype,
    ...(resume !== null && { resume }),
    ...(options.shardBytes !== undefined && { shardBytes: options.shardBytes }),
    async onShard({ sha256 }, bytes) {
      await writeFile(join(part, shardFile(sha256)), bytes);
    },
  });
  const there = new Set(packer.packed.tensors.map((tensor) => tensor.name));
  let done = there.size;
  for (const tensor of checkpoint.names) {
    if (there.has(tensor)) continue;
    await packer.add(tensor, checkpoint.shape(tensor), await checkpoint.tensor(tensor));
    const { packed } = packer;
    await writeFile(progress, JSON.stringify({ key: resumeKey, packed }));
    options.onTensor?.(++done, checkpoint.names.length);
  }
  const packed = await packer.finish();
  const version = origin.commit ?? origin.revision;
  const manifest = parseManifest({
    format: 'vitrine-weights',
    version: 1,
    id: `${name}${version === null ? '' : `@${version}`}:${dtype}`,
    name,
    origin: { kind: 'site', ...origin },
    dtype,
    block: dtype === 'int8' || dtype === 'int4' ? DEFAULT_BLOCK : null,
    config,
    tokenizer,
    parameters: checkpoint.parameters,
    tied: checkpoint.tied,
    ...packed,
  });
  await writeFile(join(part, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
  await keepOnly(part, ['manifest.json', ...packed.shards.map(({ sha256 }) => shardFile(sha256))]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await rename(part, folder);
  return manifest;
}

/** What an interrupted run has kept, shards and all. */
async function begun(progress: string, key: string | null): Promise<Packed | null> {
  if (key === null || !existsSync(progress)) return null;
  try {
    const json = JSON.parse(await readFile(progress, 'utf8')) as { key: string; packed: Packed };
    const whole = json.packed.shards.every(({ sha256 }) =>
      existsSync(join(dirname(progress), shardFile(sha256))),
    );
    return json.key === key && whole ? json.packed : null;
  } catch {
    return null; // cut off while it was written
  }
}

async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(folder))
    if (!names.includes(name)) await rm(join(folder, name), { recursive: true });
}
