import { ModelError } from '../errors.ts';
import type { TensorName } from '../weights/index.ts';
import {
  SHARD_BYTES,
  type Manifest,
  type StoredDtype,
  type StoredShard,
  type StoredTensor,
} from './manifest.ts';
import { storedBytes } from './quantise.ts';

type Fields = Readonly<Record<string, unknown>>;

/** More than any model that a browser can hold: 64 GiB, a thousand blocks. */
const mostShards = 4096;
const mostTensors = 16_384;
const largestBlock = 65_536;

/**
 * Reads manifest.json (already parsed). What it gives agrees with itself: each tensor has the bytes
 * that its shape and dtype need, tensors follow one another, and the shards hold them all. That the
 * tensors are those of a GPT-2 is seen when the model is opened.
 * Throws `bad-config` for a file that is no manifest, or of a later version, and `corrupt`,
 * `truncated` or `wrong-shape` for one that contradicts itself.
 */
export function parseManifest(json: unknown): Manifest {
  const fields = object(json, 'manifest.json');
  if (fields.format !== 'vitrine-weights')
    throw new ModelError('bad-config', 'manifest.json is not of stored weights');
  if (fields.version !== 1)
    throw new ModelError(
      'bad-config',
      `version ${brief(fields.version)} of the stored form, not 1`,
    );
  const block = fields.block === null ? null : whole(fields.block, 'block', 1, largestBlock);
  const shards = list(fields.shards, 'shards', mostShards).map(parseShard);
  const tensors = list(fields.tensors, 'tensors', mostTensors).map((tensor) =>
    parseTensor(tensor, block),
  );
  checkLayout(tensors, shards);
  return {
    format: 'vitrine-weights',
    version: 1,
    id: text(fields.id, 'id'),
    name: text(fields.name, 'name'),
    origin: parseOrigin(fields.origin),
    dtype: dtypeOf(fields.dtype, 'the model'),
    block,
    config: object(fields.config, 'config'),
    tokenizer: parseTokenizer(fields.tokenizer),
    parameters: whole(fields.parameters, 'parameters', 1, Number.MAX_SAFE_INTEGER),
    tied: flag(fields.tied, 'tied'),
    tensors,
    shards,
  };
}

function parseShard(json: unknown): StoredShard {
  const { sha256, bytes } = object(json, 'a shard');
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    throw new ModelError('corrupt', `no sha256 of a shard: ${brief(sha256)}`);
  return { sha256, bytes: whole(bytes, `bytes of shard ${sha256}`, 1, SHARD_BYTES) };
}

function parseTensor(json: unknown, block: number | null): StoredTensor {
  const fields = object(json, 'a tensor');
  const name = text(fields.name, 'name of a tensor');
  const dtype = dtypeOf(fields.dtype, `tensor ${name}`);
  const shape = list(fields.shape, `shape of ${name}`, 4).map((size) =>
    whole(size, `shape of ${name}`, 1, 2 ** 31),
  );
  const offset = whole(fields.offset, `offset of ${name}`, 0, Number.MAX_SAFE_INTEGER / 2);
  const bytes = whole(fields.bytes, `bytes of ${name}`, 1, Number.MAX_SAFE_INTEGER / 2);
  if (block === null && (dtype === 'int8' || dtype === 'int4'))
    throw new ModelError('corrupt', `tensor ${name} is ${dtype}, but no block size is given`);
  const needed = storedBytes({ dtype, shape, block: block ?? 1 });
  if (bytes !== needed)
    throw new ModelError('wrong-shape', `tensor ${name} has ${bytes} bytes where ${needed} belong`);
  return { name: name as TensorName, shape, dtype, offset, bytes };
}

/** Tensors one after another, at most three bytes between them, all of them inside the shards. */
function checkLayout(tensors: readonly StoredTensor[], shards: readonly StoredShard[]): void {
  const size = shards.reduce((sum, { bytes }) => sum + bytes, 0);
  const names = new Set<string>();
  let end = 0;
  for (const { name, offset, bytes } of tensors) {
    if (names.has(name)) throw new ModelError('corrupt', `two tensors are named ${name}`);
    names.add(name);
    if (offset < end || offset > end + 3)
      throw new ModelError('corrupt', `tensor ${name} does not follow the one before it`);
    end = offset + bytes;
    if (end > size)
      throw new ModelError('truncated', `tensor ${name} ends at ${end}, the shards at ${size}`);
  }
  if (size > end + 3) throw new ModelError('corrupt', `${size - end} bytes after the last tensor`);
}

function parseOrigin(json: unknown): Manifest['origin'] {
  const { kind, repo, revision, commit } = object(json, 'origin');
  if (kind !== 'hub' && kind !== 'disk' && kind !== 'site')
    throw new ModelError('bad-config', `unknown origin: ${brief(kind)}`);
  return {
    kind,
    repo: textOrNull(repo, 'repo'),
    revision: textOrNull(revision, 'revision'),
    commit: textOrNull(commit, 'commit'),
  };
}

function parseTokenizer(json: unknown): Manifest['tokenizer'] {
  if (json === null) return null;
  const { mergesTxt, vocabJson } = object(json, 'tokenizer');
  return {
    mergesTxt: text(mergesTxt, 'mergesTxt', Infinity),
    vocabJson: text(vocabJson, 'vocabJson', Infinity),
  };
}

function dtypeOf(value: unknown, of: string): StoredDtype {
  if (value === 'int8' || value === 'int4' || value === 'fp16' || value === 'fp32') return value;
  throw new ModelError('bad-config', `unknown dtype of ${of}: ${brief(value)}`);
}

function object(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new ModelError('bad-config', `${what} is not an object: ${brief(value)}`);
}

function list(value: unknown, what: string, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  throw new ModelError('bad-config', `${what}: not a list of up to ${most}: ${brief(value)}`);
}

function text(value: unknown, what: string, most = 1024): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= most) return value;
  throw new ModelError('bad-config', `${what} is not a text: ${brief(value)}`);
}

const textOrNull = (value: unknown, what: string): string | null =>
  value === null ? null : text(value, what);

function whole(value: unknown, what: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
    return value;
  throw new ModelError('bad-config', `${what}: not a whole number in range: ${brief(value)}`);
}

function flag(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new ModelError('bad-config', `${what} is neither true nor false: ${brief(value)}`);
}

/** A value as it stands in the file, cut to one line. */
function brief(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
