/**
 * The stored form of a model: what a download, a dropped file and the site's own copy all become.
 * Tensors lie one after another in a stream of bytes that is cut into shards of at most 16 MiB; each
 * shard is named by its sha256, so equal shards are stored once and a broken one is found.
 */
import type { TensorName } from '../weights/index.ts';

/** How the weights of a model are stored; small tensors are always float32. */
export type StoredDtype = 'int8' | 'int4' | 'fp16' | 'fp32';

/** A shard's largest size in bytes: below the file limits of static hosts. */
export const SHARD_BYTES = 16 * 2 ** 20;

export interface StoredTensor {
  readonly name: TensorName;
  readonly shape: readonly number[];
  readonly dtype: StoredDtype;
  /** In the stream of all shards. */
  readonly offset: number;
  readonly bytes: number;
}

export interface StoredShard {
  readonly sha256: string;
  readonly bytes: number;
}

export interface Manifest {
  readonly format: 'vitrine-weights';
  readonly version: 1;
  /** Unique in a store: repository, revision and dtype, or the name of a dropped folder. */
  readonly id: string;
  /** What to call it on screen, e.g. `openai-community/gpt2`. */
  readonly name: string;
  /** Where it came from: the hub's repository and commit, a folder, the site. */
  readonly origin: {
    readonly kind: 'hub' | 'disk' | 'site';
    readonly repo: string | null;
    readonly revision: string | null;
    readonly commit: string | null;
  };
  readonly dtype: StoredDtype;
  /** Numbers that share one scale, along a row of the tensor; null where nothing is quantised. */
  readonly block: number | null;
  /** config.json as it was. */
  readonly config: unknown;
  /** Tokenizer files in Hugging Face's form; null for GPT-2's own vocabulary of 50,257. */
  readonly tokenizer: { readonly mergesTxt: string; readonly vocabJson: string } | null;
  /** As GPT-2 counts: masks excluded, a tied head once. */
  readonly parameters: number;
  readonly tied: boolean;
  readonly tensors: readonly StoredTensor[];
  readonly shards: readonly StoredShard[];
}

/**
 * The id of a model of a hub: the same in a browser's store and on a site, so that what one has the
 * other need not fetch. Example: `openai-community/gpt2@main:int8`
 */
export const hubModelId = (repo: string, revision: string, dtype: StoredDtype): string =>
  `${repo}@${revision}:${dtype}`;

/** A shard's file beside its manifest.json. */
export const shardFile = (sha256: string): string => `${sha256}.bin`;

/** A stored model that the site serves, in `models/index.json`. */
export interface SiteModel {
  readonly id: string;
  readonly name: string;
  readonly dtype: StoredDtype;
  /** Relative to index.json, with a slash at its end; manifest.json and the shards lie there. */
  readonly path: string;
  readonly parameters: number;
  /** Of all shards. */
  readonly bytes: number;
}

/** `models/index.json`: all that the site serves. */
export interface SiteIndex {
  readonly format: 'vitrine-models';
  readonly version: 1;
  readonly models: readonly SiteModel[];
}

/** The line of the index for a manifest in `folder`, a folder beside index.json. */
export function siteModel(
  folder: string,
  { id, name, dtype, parameters, shards }: Manifest,
): SiteModel {
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  return { id, name, dtype, path: `${folder}/`, parameters, bytes };
}

export const siteIndex = (models: readonly SiteModel[]): SiteIndex => ({
  format: 'vitrine-models',
  version: 1,
  models,
});
