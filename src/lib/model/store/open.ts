/** Reads the stored form: a manifest and its shards become the weights of a model. */
import { parseConfig, type Gpt2Config } from '../config.ts';
import type { Tables } from '../embed.ts';
import { ModelError } from '../errors.ts';
import type { ModelFiles } from '../model-files.ts';
import { sizeOf, tensorShapes, type TensorName } from '../weights/index.ts';
import { sha256 } from './hash.ts';
import type { Manifest, StoredShard, StoredTensor } from './manifest.ts';
import { decodeTensor } from './quantise.ts';

/**
 * Gives a shard's bytes; `again` is true when those it gave before were wrong, so that a copy can
 * be passed over and the source asked.
 */
export type ReadShard = (shard: StoredShard, again: boolean) => Promise<Uint8Array>;

/**
 * The model of a manifest; its weights are read shard by shard and widened tensor by tensor.
 * Holds a few shards, and the token and position tables once they are asked for.
 * Throws `missing-tensor` or `wrong-shape` when the tensors are not those of the configuration, and
 * as parseConfig. Reading rejects with `corrupt`, which names the shard, when a shard is wrong twice.
 */
export function filesFromManifest(manifest: Manifest, readShard: ReadShard): ModelFiles {
  const config = parseConfig(manifest.config);
  const stored = checkTensors(manifest, config);
  const read = streamReader(manifest.shards, stored.values(), readShard);
  let tables: Promise<Tables> | null = null;

  async function tensor(name: string): Promise<Float32Array> {
    const entry = stored.get(manifest.tied && name === 'lm_head' ? 'wte' : name);
    if (entry === undefined)
      throw new ModelError('missing-tensor', `a GPT-2 of this size has no tensor ${name}`);
    const bytes = await read(entry);
    try {
      return decodeTensor(bytes, { ...entry, block: manifest.block ?? 1 });
    } catch (cause) {
      if (cause instanceof RangeError)
        throw new ModelError('out-of-memory', `no memory for tensor ${name}`, { cause });
      throw cause;
    }
  }

  const head = manifest.tied ? 'wte' : 'lm_head';
  return {
    name: manifest.name,
    config,
    head,
    parameters: [...stored.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    readWeight: async (name) =>
      name === 'wte' && tables !== null ? (await tables).wte : tensor(name),
    tables: () => (tables ??= readTables(tensor)),
    reference: null,
  };
}

async function readTables(tensor: (name: TensorName) => Promise<Float32Array>): Promise<Tables> {
  return { wte: await tensor('wte'), wpe: await tensor('wpe') };
}

function checkTensors(manifest: Manifest, config: Gpt2Config): Map<string, StoredTensor> {
  const shapes = tensorShapes(config);
  if (!manifest.tied) shapes.set('lm_head', [config.vocab_size, config.n_embd]);
  const stored = new Map<string, StoredTensor>(
    manifest.tensors.map((entry) => [entry.name, entry]),
  );
  for (const [name, shape] of shapes) {
    const found = stored.get(name)?.shape;
    if (found === undefined) throw new ModelError('missing-tensor', `no tensor ${name} is stored`);
    if (found.join() !== shape.join()) {
      const message = `tensor ${name} is [${found.join(', ')}] where [${shape.join(', ')}] belongs`;
      throw new ModelError('wrong-shape', message);
    }
  }
  for (const name of stored.keys()) if (!shapes.has(name as TensorName)) stored.delete(name);
  return stored;
}

/** Shards held at once: those of the tensor that is read, and the next, which is on its way. */
const HELD = 4;

/**
 * Reads tensors from the stream of all shards, each shard once. While a tensor is widened the next
 * shard is read and hashed, which browsers do on other threads. A shard goes when the last of its
 * tensors was read; a tensor in one shard is a view of it.
 */
function streamReader(
  shards: readonly StoredShard[],
  tensors: Iterable<StoredTensor>,
  readShard: ReadShard,
): (tensor: StoredTensor) => Promise<Uint8Array> {
  const starts: number[] = [];
  let size = 0;
  for (const { bytes } of shards) {
    starts.push(size);
    size += bytes;
  }
  const shardsOf = ({ offset, bytes }: StoredTensor): number[] =>
    [...shards.keys()].filter((i) => {
      const start = starts[i] ?? 0;
      return start < offset + bytes && start + (shards[i]?.bytes ?? 0) > offset;
    });
  /** The tensors of each shard that nobody has read yet. */
  const unread = shards.map(() => new Set<string>());
  for (const tensor of tensors) for (const i of shardsOf(tensor)) unread[i]?.add(tensor.name);

  /** The latest last. */
  const held = new Map<number, Promise<Uint8Array>>();
  function shardAt(i: number): Promise<Uint8Array> {
    const shard = shards[i];
    if (shard === undefined) throw new ModelError('internal', `no shard ${i}`);
    const bytes = held.get(i) ?? verified(shard, readShard);
    held.delete(i);
    held.set(i, bytes);
    for (const old of held.keys()) if (held.size > HELD) held.delete(old);
    bytes.catch(() => {
      if (held.get(i) === bytes) held.delete(i);
    });
    return bytes;
  }

  return async (tensor) => {
    const { name, offset, bytes } = tensor;
    const mine = shardsOf(tensor);
    const reading = mine.map(shardAt);
    const next = (mine.at(-1) ?? -1) + 1;
    if ((unread[next]?.size ?? 0) > 0) void shardAt(next).catch(() => undefined);
    const pieces: Uint8Array[] = [];
    for (const [k, i] of mine.entries()) {
      const whole = await reading[k]!;
      const start = starts[i] ?? 0;
      pieces.push(whole.subarray(Math.max(0, offset - start), offset + bytes - start));
    }
    for (const i of mine) if (unread[i]?.delete(name) && unread[i].size === 0) held.delete(i);
    return join(pieces);
  };
}

/** A shard's bytes, held against its hash; fetched again once. */
async function verified(shard: StoredShard, readShard: ReadShard): Promise<Uint8Array> {
  for (const again of [false, true]) {
    const bytes = await readShard(shard, again);
    if (bytes.length === shard.bytes && (await sha256(own(bytes))) === shard.sha256) return bytes;
  }
  throw new ModelError('corrupt', `the bytes of shard ${shard.sha256} are not its own`, {
    details: { found: shard.sha256 },
  });
}

/** The same bytes, typed as unshared; shared memory is copied. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
