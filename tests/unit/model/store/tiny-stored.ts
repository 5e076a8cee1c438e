/** The tiny GPT-2 of the weight tests, in stored form, in memory. */
import type { Manifest, StoredDtype, StoredShard } from '#lib/model/store/manifest.ts';
import { createPacker, type Packed } from '#lib/model/store/pack.ts';
import {
  countParameters,
  sizeOf,
  tensorShapes,
  type TensorName,
} from '#lib/model/weights/index.ts';
import { randomWeights } from '../../../../tools/model/random-weights.ts';
import { tinyConfig } from '../weights/tiny.ts';

export interface Stored {
  readonly manifest: Manifest;
  readonly shards: Map<string, Uint8Array>;
  /** Asked for, in order: hash, and whether again. */
  readonly asked: (readonly [string, boolean])[];
  readonly readShard: (shard: StoredShard, again: boolean) => Promise<Uint8Array>;
}

export const tinyValues = (name: TensorName, shape: readonly number[]): Float32Array =>
  randomWeights(name, 1)(new Float32Array(sizeOf(shape)));

export interface StoreOptions {
  readonly dtype?: StoredDtype;
  readonly shardBytes?: number;
  readonly untied?: boolean;
}

export async function storeTiny({
  dtype = 'int8',
  shardBytes = 500,
  untied = false,
}: StoreOptions = {}): Promise<Stored> {
  const shards = new Map<string, Uint8Array>();
  const asked: (readonly [string, boolean])[] = [];
  const onShard = ({ sha256 }: StoredShard, bytes: Uint8Array): void => {
    shards.set(sha256, bytes);
  };
  const packer = createPacker({ dtype, onShard, shardBytes });
  const shapes = tensorShapes(tinyConfig);
  if (untied) shapes.set('lm_head', [tinyConfig.vocab_size, tinyConfig.n_embd]);
  for (const [name, shape] of shapes) await packer.add(name, shape, tinyValues(name, shape));
  return {
    manifest: manifestOf(await packer.finish(), dtype, !untied),
    shards,
    asked,
    readShard: ({ sha256 }, again) => {
      asked.push([sha256, again]);
      const bytes = shards.get(sha256);
      return bytes === undefined
        ? Promise.reject(new Error('no such shard'))
        : Promise.resolve(bytes);
    },
  };
}

export function manifestOf(packed: Packed, dtype: StoredDtype, tied: boolean): Manifest {
  return {
    format: 'vitrine-weights',
    version: 1,
    id: `tiny@${dtype}`,
    name: 'tiny',
    origin: { kind: 'disk', repo: null, revision: null, commit: null },
    dtype,
    block: 32,
    config: { model_type: 'gpt2', ...tinyConfig },
    tokenizer: null,
    parameters: countParameters(tinyConfig) + (tied ? 0 : 88),
    tied,
    ...packed,
  };
}
