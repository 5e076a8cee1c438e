import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../src/lib/model/config.ts';
import { ModelError } from '../../src/lib/model/errors.ts';
import type { RemoteTensor } from '../../src/lib/model/hub/index.ts';
import {
  openCheckpoint,
  sourceFromIndex,
  sourceFromRange,
  type Checkpoint,
  type TensorSource,
} from '../../src/lib/model/weights/index.ts';
import { parseIndex } from '../../src/lib/model/weights/sharded.ts';
import type { ByteRange } from '../../src/lib/model/weights/source.ts';

/** Tensors on disk, and the file that each is in; `close` gives the files back. */
export type FileSource = TensorSource & {
  tensor(name: string): RemoteTensor;
  close(): Promise<void>;
};

/** The tensors of a safetensors file on disk, read when asked for. */
export async function sourceFromFile(path: string): Promise<FileSource> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError('not-found', `no such file: ${path}`, { cause });
  });
  try {
    const { size } = await file.stat();
    const range: ByteRange = {
      size,
      async read(begin, end) {
        const bytes = new Uint8Array(end - begin);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, begin);
        return bytes.subarray(0, bytesRead);
      },
    };
    const source = await sourceFromRange(range);
    return {
      ...source,
      tensor: (name) => ({ name, info: source.info(name), file: range }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The tensors of a directory: `model.safetensors`, or the files that its index names. */
export async function sourceFromDirectory(directory: string): Promise<FileSource> {
  const whole = join(directory, 'model.safetensors');
  const index = `${whole}.index.json`;
  if (existsSync(whole) || !existsSync(index)) return sourceFromFile(whole);
  const parts = new Map<string, FileSource>();
  const close = async (): Promise<void> => {
    await Promise.all([...parts.values()].map((part) => part.close()));
  };
  try {
    const json = parseJson(await readText(index), index);
    const source = await sourceFromIndex(json, async (file) => {
      const part = await sourceFromFile(join(directory, file));
      parts.set(file, part);
      return part;
    });
    const { fileOf } = parseIndex(json);
    const tensor = (name: string): RemoteTensor => {
      const part = parts.get(fileOf.get(name) ?? '');
      if (part === undefined) throw new ModelError('missing-tensor', `no tensor is named ${name}`);
      return part.tensor(name);
    };
    return { ...source, tensor, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** config.json of a model directory, as it is. */
export async function readConfig(directory: string): Promise<unknown> {
  const path = join(directory, 'config.json');
  return parseJson(await readText(path), path);
}

/** The checkpoint of a model directory: `config.json` and the weights. */
export async function openModelDirectory(
  directory: string,
): Promise<Checkpoint & { close(): Promise<void> }> {
  const config = parseConfig(await readConfig(directory));
  const source = await sourceFromDirectory(directory);
  try {
    return { ...(await openCheckpoint(config, source)), close: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ModelError('not-found', `no such file: ${path}`, { cause });
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-config', `not JSON: ${path}`, { cause });
  }
}
