/** Writes the stored form: tensors in, shards and their list out. */
import { ModelError } from '../errors.ts';
import type { TensorName } from '../weights/index.ts';
import { sha256 } from './hash.ts';
import { SHARD_BYTES, type StoredDtype, type StoredShard, type StoredTensor } from './manifest.ts';
import { DEFAULT_BLOCK, encodeTensor, storedDtype } from './quantise.ts';

/** What a packer has given out so far. */
export interface Packed {
  readonly tensors: readonly StoredTensor[];
  readonly shards: readonly StoredShard[];
}

export interface PackOptions {
  readonly dtype: StoredDtype;
  /** Numbers that share a scale in int8 and int4; default 32. */
  readonly block?: number;
  /** Takes each shard as it is full; the packer keeps none. It is waited for. */
  readonly onShard: (shard: StoredShard, bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>;
  /**
   * Goes on where a packer of the same options stopped: what it gave out, the tensors that were
   * not yet wholly in a shard included or not.
   */
  readonly resume?: Packed;
  /** Default 16 MiB. */
  readonly shardBytes?: number;
}

export interface Packer {
  /** Tensors and shards so far: enough to resume, once `onShard` has kept the shards. */
  readonly packed: Packed;
  /**
   * Appends a tensor; one at a time. Tensors that are wholly in the shards resumed from are refused.
   * Rejects with `corrupt` when a number is not finite.
   */
  add(name: TensorName, shape: readonly number[], values: Float32Array): Promise<void>;
  /** Gives the last shard out. */
  finish(): Promise<Packed>;
}

/** Starts every tensor at a multiple of this, so that its numbers can be read in place. */
const ALIGN = 4;

/**
 * A packer holds one shard and the tensor that is being added. The same tensors in the same order
 * give the same shards.
 */
export function createPacker(options: PackOptions): Packer {
  const { dtype, block = DEFAULT_BLOCK, onShard, resume, shardBytes = SHARD_BYTES } = options;
  const shards = [...(resume?.shards ?? [])];
  /** Bytes of the stream that are in shards already. */
  let stored = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const tensors = (resume?.tensors ?? []).filter(({ offset, bytes }) => offset + bytes <= stored);
  /** Where the next byte goes in the stream: before `stored` while a cut tensor is added again. */
  let at = end(tensors.at(-1));
  let shard = new Uint8Array(shardBytes);

  async function append(bytes: Uint8Array): Promise<void> {
    let from = Math.min(bytes.length, Math.max(0, stored - at));
    at += bytes.length;
    while (from < bytes.length) {
      const filled = at - (bytes.length - from) - stored;
      const piece = bytes.subarray(from, from + shardBytes - filled);
      shard.set(piece, filled);
      from += piece.length;
      if (filled + piece.length === shardBytes) await giveOut(shardBytes);
    }
  }

  async function giveOut(count: number): Promise<void> {
    const bytes = shard.length === count ? shard : shard.slice(0, count);
    const entry = { sha256: await sha256(bytes), bytes: count };
    shard = new Uint8Array(0);
    await onShard(entry, bytes);
    shards.push(entry);
    stored += count;
    shard = new Uint8Array(shardBytes);
  }

  return {
    get packed() {
      return { tensors: [...tensors], shards: [...shards] };
    },
    async add(name, shape, values) {
      if (tensors.some((tensor) => tensor.name === name))
        throw new ModelError('internal', `tensor ${name} is stored already`);
      const form = { dtype: storedDtype(name, dtype), shape, block };
      const bytes = encodeTensor(values, form);
      const offset = at;
      await append(padded(bytes));
      tensors.push({ name, shape: [...shape], dtype: form.dtype, offset, bytes: bytes.length });
    },
    async finish() {
      if (at > stored) await giveOut(at - stored);
      return { tensors: [...tensors], shards: [...shards] };
    },
  };
}

function end(tensor: StoredTensor | undefined): number {
  return tensor === undefined ? 0 : Math.ceil((tensor.offset + tensor.bytes) / ALIGN) * ALIGN;
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % ALIGN === 0) return bytes;
  const whole = new Uint8Array(Math.ceil(bytes.length / ALIGN) * ALIGN);
  whole.set(bytes);
  return whole;
}
