/** Writes a checkpoint in the stored form into a folder: shards named by their hash, manifest.json. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { convert, type Convertible, type ConvertState } from '../../src/lib/model/store/convert.ts';
import { shardFile, type Manifest, type StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { parseManifest } from '../../src/lib/model/store/parse-manifest.ts';
import { DEFAULT_BLOCK } from '../../src/lib/model/store/quantise.ts';

export interface StoreOptions {
  readonly id: string;
  readonly name: string;
  readonly dtype: StoredDtype;
  /** config.json as it is. */
  readonly json: unknown;
  readonly tokenizer: Manifest['tokenizer'];
  readonly origin: Omit<Manifest['origin'], 'kind'>;
  /** Names these very weights; what was begun for others is begun anew. Null: never resume. */
  readonly resumeKey: string | null;
  /** Hears how many bytes of the checkpoint are here, and how many there are. */
  readonly onBytes?: (received: number, total: number) => void;
  /** Default 16 MiB. */
  readonly shardBytes?: number;
  /** Of one request; default 4 MiB. */
  readonly pieceBytes?: number;
}

/**
 * Writes into `folder`, which appears when all of it is there and replaces what was in its place.
 * Until then shards lie in `folder`.part; with a `resumeKey` an interrupted run goes on there. The
 * shards are those that a browser makes of the same checkpoint.
 */
export async function storeModel(
  folder: string,
  from: Convertible,
  options: StoreOptions,
): Promise<Manifest> {
  const { id, name, dtype, json, tokenizer, origin, resumeKey, shardBytes } = options;
  const part = `${folder}.part`;
  const progress = join(part, 'progress.json');
  const resume = await begun(progress, resumeKey);
  if (resume === null) await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });

  let [received, total] = [0, 0];
  const converted = await convert(from, {
    dtype,
    resume,
    ...(shardBytes !== undefined && { shardBytes }),
    ...(options.pieceBytes !== undefined && { pieceBytes: options.pieceBytes }),
    onBegin(all, there) {
      [total, received] = [all, there];
    },
    onBytes: (count) => options.onBytes?.((received += count), total),
    async keep(bytes, state, shard) {
      await writeFile(join(part, shardFile(shard)), bytes);
      await writeFile(progress, JSON.stringify({ key: resumeKey, state }));
    },
  });
  const manifest = parseManifest({
    format: 'vitrine-weights',
    version: 1,
    id,
    name,
    origin: { kind: 'site', ...origin },
    dtype,
    block: dtype === 'int8' || dtype === 'int4' ? DEFAULT_BLOCK : null,
    config: json,
    tokenizer,
    ...converted,
  });
  await writeFile(join(part, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
  const shards = manifest.shards.map(({ sha256 }) => shardFile(sha256));
  await keepOnly(part, ['manifest.json', ...shards]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await rename(part, folder);
  return manifest;
}

/** What an interrupted run has kept, shards and all. */
async function begun(progress: string, key: string | null): Promise<ConvertState | null> {
  if (key === null || !existsSync(progress)) return null;
  try {
    const text = await readFile(progress, 'utf8');
    const json = JSON.parse(text) as { key: string; state: ConvertState };
    const whole = json.state.shards.every(({ sha256 }) =>
      existsSync(join(dirname(progress), shardFile(sha256))),
    );
    return json.key === key && whole ? json.state : null;
  } catch {
    return null; // cut off while it was written
  }
}

async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(folder))
    if (!names.includes(name)) await rm(join(folder, name), { recursive: true });
}
