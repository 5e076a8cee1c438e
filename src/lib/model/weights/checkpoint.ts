import type { Gpt2Config } from '../config.ts';
import { ModelError } from '../errors.ts';
import { decodeBlocks, isScale, scaleName } from './blocks.ts';
import { decode } from './decode.ts';
import {
  countParameters,
  fileName,
  isMask,
  sizeOf,
  tensorShapes,
  type TensorName,
} from './shapes.ts';
import type { TensorSource } from './source.ts';

/** The weights of one model, read and widened to float32 one tensor at a time. */
export interface Checkpoint {
  readonly config: Gpt2Config;
  /** True when the unembedding is the token table; `lm_head` then gives the token table. */
  readonly tied: boolean;
  /** As GPT-2 counts: masks excluded, a tied head once. */
  readonly parameters: number;
  /** Tensors of the file that are no part of a GPT-2 (masks aside). */
  readonly unused: readonly string[];
  /** In the order of the forward pass; without `lm_head` when the head is tied. */
  readonly names: readonly TensorName[];
  shape(name: TensorName): readonly number[];
  /** What a tensor is called in the file. */
  fileName(name: TensorName): string;
  /** Rejects with `corrupt` when a weight is not a finite number; the array is the caller's to keep, not to change. */
  tensor(name: TensorName): Promise<Float32Array>;
}

export interface CheckpointOptions {
  /** False: nothing is read, and a head in the file counts as one of its own. Default true. */
  readonly compareHead?: boolean;
}

/**
 * Finds the tensors of a GPT-2 in a file, with or without `transformer.` before their names.
 * Rejects with `missing-tensor` or `wrong-shape`, which name the tensor as it is called in the file.
 * Reads no weights, except where the file has a head of its own that may equal the token table.
 */
export async function openCheckpoint(
  config: Gpt2Config,
  source: TensorSource,
  { compareHead = true }: CheckpointOptions = {},
): Promise<Checkpoint> {
  const stored = new Set(source.names());
  const prefix = stored.has('transformer.wte.weight') ? 'transformer.' : '';
  const shapes = tensorShapes(config);
  const files = new Map([...shapes.keys()].map((name) => [name, prefix + fileName(name)] as const));
  const head = ['lm_head.weight', 'transformer.lm_head.weight'].find((name) => stored.has(name));
  if (head !== undefined) {
    shapes.set('lm_head', [config.vocab_size, config.n_embd]);
    files.set('lm_head', head);
  }
  for (const [name, file] of files) checkShape(source, stored, file, shapes.get(name) ?? []);

  const compared = new Map<string, Uint8Array>();
  const wte = `${prefix}wte.weight`;
  const tied =
    head === undefined || (compareHead && (await sameBytes(source, wte, head, compared)));
  if (tied) {
    shapes.delete('lm_head');
    files.set('lm_head', wte);
  }
  const known = new Set([...files.values(), ...(head === undefined ? [] : [head])]);
  return {
    config,
    tied,
    parameters: countParameters(config) + (tied ? 0 : sizeOf(shapes.get('lm_head') ?? [])),
    unused: [...stored].filter(
      (name) => !known.has(name) && !isMask(name) && !isScale(name, stored),
    ),
    names: [...shapes.keys()],
    shape: (name) => shapes.get(name === 'lm_head' && tied ? 'wte' : name) ?? unknown(name),
    fileName: (name) => files.get(name) ?? unknown(name),
    async tensor(name) {
      const file = files.get(name) ?? unknown(name);
      const bytes = compared.get(file) ?? (await source.read(file));
      compared.delete(file);
      const values = await numbers(source, stored, file, bytes);
      if (isFinite(values)) return values;
      throw new ModelError('corrupt', `a weight in ${file} is not a finite number`);
    },
  };
}

/** The numbers of a tensor's bytes; of int8 with the scales that lie beside it. */
async function numbers(
  source: TensorSource,
  stored: ReadonlySet<string>,
  file: string,
  bytes: Uint8Array,
): Promise<Float32Array> {
  const info = source.info(file);
  if (info.dtype !== 'I8') return decode(bytes, info.dtype);
  const name = scaleName(file);
  const scale = stored.has(name)
    ? { info: source.info(name), bytes: await source.read(name) }
    : null;
  return decodeBlocks(file, info, bytes, scale);
}

function checkShape(
  source: TensorSource,
  stored: ReadonlySet<string>,
  file: string,
  shape: readonly number[],
): void {
  if (!stored.has(file)) throw new ModelError('missing-tensor', `the file has no tensor ${file}`);
  const found = source.info(file).shape;
  if (found.join() !== shape.join()) {
    const message = `tensor ${file} is [${found.join(', ')}] where [${shape.join(', ')}] belongs`;
    throw new ModelError('wrong-shape', message);
  }
}

/** Compares two tensors and keeps the first, so that it need not be read again. */
async function sameBytes(
  source: TensorSource,
  first: string,
  second: string,
  keep: Map<string, Uint8Array>,
): Promise<boolean> {
  if (source.info(first).dtype !== source.info(second).dtype) return false;
  const a = await source.read(first);
  const b = await source.read(second);
  keep.set(first, a);
  const same = a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (!same) keep.set(second, b);
  return same;
}

/** x − x is 0 for every finite x, and NaN for the others. */
function isFinite(values: Float32Array): boolean {
  let sum = 0;
  // By index: `for … of` over a typed array is ten times slower in V8.
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[i]!;
  return sum === 0;
}

function unknown(name: string): never {
  throw new ModelError('missing-tensor', `a GPT-2 of this size has no tensor ${name}`);
}
