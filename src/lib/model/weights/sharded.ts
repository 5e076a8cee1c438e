import { ModelError } from '../errors.ts';
import type { TensorSource } from './source.ts';

/** Where the tensors of a checkpoint in several files are, by `model.safetensors.index.json`. */
export interface CheckpointIndex {
  /** The files, each once, in the order in which the index first names them. */
  readonly files: readonly string[];
  /** The file of each tensor. */
  readonly fileOf: ReadonlyMap<string, string>;
}

/** More files than any GPT-2 is cut into: an index that names more is a mistake or an attack. */
const mostFiles = 1024;

/**
 * Reads `model.safetensors.index.json` (already parsed), in the form that Hugging Face's
 * `save_pretrained` writes. Throws `not-safetensors` when there is no `weight_map` in it, and for
 * a file that is not a .safetensors file in the same folder.
 */
export function parseIndex(json: unknown): CheckpointIndex {
  const map = isObject(json) ? json.weight_map : undefined;
  if (!isObject(map)) throw new ModelError('not-safetensors', 'the index has no weight_map');
  const fileOf = new Map<string, string>();
  for (const [name, file] of Object.entries(map)) {
    if (typeof file !== 'string' || !/^[\w-][\w.-]{0,200}\.safetensors$/.test(file))
      throw new ModelError('not-safetensors', `the index names no weight file for tensor ${name}`);
    fileOf.set(name, file);
  }
  const files = [...new Set(fileOf.values())];
  if (files.length > mostFiles)
    throw new ModelError('not-safetensors', `the index names ${files.length} files`);
  return { files, fileOf };
}

/**
 * The tensors of a checkpoint in several files, as if they were one. `open` gives the file of a
 * name; each is opened once, one after another, and only its header is read.
 * Rejects with `not-safetensors` for a bad index, `missing-tensor` when a file lacks a tensor that
 * the index puts there, or as `open` does.
 */
export async function sourceFromIndex(
  json: unknown,
  open: (file: string) => Promise<TensorSource>,
): Promise<TensorSource> {
  const { files, fileOf } = parseIndex(json);
  const sources = new Map<string, TensorSource>();
  for (const file of files) sources.set(file, await open(file));
  const names = files.flatMap((file) => {
    const inFile = sources.get(file)?.names() ?? [];
    return inFile.filter((name) => fileOf.get(name) === file);
  });
  const found = new Set(names);
  for (const [name, file] of fileOf)
    if (!found.has(name)) throw new ModelError('missing-tensor', `${file} has no tensor ${name}`);

  const sourceOf = (name: string): TensorSource => {
    const source = sources.get(fileOf.get(name) ?? '');
    if (source !== undefined) return source;
    throw new ModelError('missing-tensor', `no tensor is named ${name}`);
  };
  return {
    names: () => [...names],
    info: (name) => sourceOf(name).info(name),
    async read(name) {
      return sourceOf(name).read(name);
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
