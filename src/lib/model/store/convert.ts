/** A checkpoint, wherever it lies, becomes the stored form: tensor by tensor, as its bytes arrive. */
import type { Gpt2Config } from '../config.ts';
import { fetchTensors, type RemoteTensor, type TransferOptions } from '../hub/index.ts';
import {
  countParameters,
  openCheckpoint,
  sizeOf,
  tensorShapes,
  type Checkpoint,
  type TensorName,
  type TensorSource,
} from '../weights/index.ts';
import { sha256 } from './hash.ts';
import type { StoredDtype } from './manifest.ts';
import { createPacker, type Packed, type PackOptions } from './pack.ts';
import { DEFAULT_BLOCK, storedBytes, storedDtype } from './quantise.ts';

/** What a checkpoint is read from. */
export interface Convertible {
  readonly config: Gpt2Config;
  readonly source: TensorSource;
  tensor(name: string): RemoteTensor;
}

/** How far a conversion has come: enough to go on later. */
export interface ConvertState extends Packed {
  /** Hash of the token table as it came, where the checkpoint also has a head that may equal it. */
  readonly wte: string | null;
}

export interface ConvertOptions extends TransferOptions {
  readonly dtype: StoredDtype;
  readonly shardBytes?: number;
  readonly resume?: ConvertState | null;
  /** Keeps a shard; `state` counts it as kept. */
  readonly keep: (
    bytes: Uint8Array<ArrayBuffer>,
    state: ConvertState,
    shard: string,
  ) => Promise<void>;
  /** Called before the first weights, with the bytes to come in all and those of them at hand; waited for. */
  readonly onBegin?: (total: number, fromStore: number) => void | Promise<void>;
}

export interface Converted extends Packed {
  readonly tied: boolean;
  /** As GPT-2 counts: masks excluded, a tied head once. */
  readonly parameters: number;
}

/**
 * Converts in the order of the files, so that a server without ranges is read once, with a head of
 * its own at the end, where the token table is known. Masks and what is no part of a GPT-2 are not
 * fetched. Holds one tensor as it came, its numbers and its stored form, one shard, and the pieces
 * under way. Rejects as openCheckpoint, fetchTensors, the packer and `keep` do.
 */
export async function convert(from: Convertible, options: ConvertOptions): Promise<Converted> {
  const { dtype, shardBytes, resume, keep, onBegin } = options;
  const arrived = new Map<string, Uint8Array>();
  const checkpoint = await openCheckpoint(
    from.config,
    {
      ...from.source,
      // The scales of int8 weights are small: they are read when their tensor has come.
      read: async (name) => takeFrom(arrived, name) ?? from.source.read(name),
    },
    { compareHead: false },
  );
  let wte = resume?.wte ?? null;
  const packOptions: PackOptions = {
    dtype,
    ...(shardBytes !== undefined && { shardBytes }),
    ...(resume && { resume }),
    onShard: (shard, bytes) => {
      const { tensors, shards } = packer.packed;
      return keep(bytes, { tensors, shards: [...shards, shard], wte }, shard.sha256);
    },
  };
  const packer = createPacker(packOptions);

  const order = inOrder(checkpoint, from.source);
  const done = new Set(packer.packed.tensors.map(({ name }) => name));
  const wanted = order.map((name) => from.tensor(checkpoint.fileName(name)));
  const missing = order.filter((name) => !done.has(name));
  const names = new Map(missing.map((name) => [checkpoint.fileName(name), name] as const));
  const tensors = wanted.filter(({ name }) => names.has(name));
  await onBegin?.(bytesOf(wanted), bytesOf(wanted) - bytesOf(tensors));

  let tied = checkpoint.tied;
  for await (const { name: file, take } of fetchTensors(tensors, options)) {
    const name = names.get(file) ?? 'wte';
    arrived.set(file, take());
    // Of a table that may be stored twice the first is noted, the second compared.
    const hash = !checkpoint.tied && isTable(name) ? await hashOf(arrived, file) : null;
    if (name === 'wte') wte = hash;
    if (name === 'lm_head' && hash === wte) {
      tied = true;
      continue;
    }
    await packer.add(name, checkpoint.shape(name), await checkpoint.tensor(name));
  }
  const head = tied ? 0 : sizeOf(checkpoint.shape('lm_head'));
  return {
    ...(await packer.finish()),
    tied,
    parameters: countParameters(from.config) + head,
  };
}

/** Bytes that a model with a tied head takes in the store. */
export function expectedBytes(config: Gpt2Config, dtype: StoredDtype): number {
  return [...tensorShapes(config)].reduce((sum, [name, shape]) => {
    const form = { dtype: storedDtype(name, dtype), shape, block: DEFAULT_BLOCK };
    return sum + storedBytes(form);
  }, 0);
}

/** In the order of the files; the head last, for whether it is stored depends on the token table. */
function inOrder(checkpoint: Checkpoint, source: TensorSource): TensorName[] {
  const place = new Map(source.names().map((name, i) => [name, i] as const));
  const rank = (name: TensorName): number =>
    name === 'lm_head' ? Infinity : (place.get(checkpoint.fileName(name)) ?? 0);
  return checkpoint.names.toSorted((a, b) => rank(a) - rank(b));
}

const bytesOf = (tensors: readonly RemoteTensor[]): number =>
  tensors.reduce((sum, { info }) => sum + info.bytes, 0);

function takeFrom(arrived: Map<string, Uint8Array>, name: string): Uint8Array | undefined {
  const bytes = arrived.get(name);
  arrived.delete(name);
  return bytes;
}

const isTable = (name: TensorName): boolean => name === 'wte' || name === 'lm_head';

const hashOf = (arrived: ReadonlyMap<string, Uint8Array>, name: string): Promise<string> =>
  sha256((arrived.get(name) ?? new Uint8Array(0)) as Uint8Array<ArrayBuffer>);
