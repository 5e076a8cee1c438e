import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../src/lib/model/config.ts';
import { ModelError } from '../../src/lib/model/errors.ts';
import {
  openCheckpoint,
  sourceFromIndex,
  sourceFromRange,
  type Checkpoint,
  type TensorSource,
} from '../../src/lib/model/weights/index.ts';

/** Tensors on disk; `close` gives the files back. */
export type FileSource = TensorSource & { close(): Promise<void> };

/** The tensors of a safetensors file on disk, read when asked for. */
export async function sourceFromFile(path: string): Promise<FileSource> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError('not-found', `no such file: ${path}`, { cause });
  });
  try {
    const { size } = await file.stat();
    const source = await sourceFromRange({
      size,
      async read(begin, end) {
        const bytes = new Uint8Array(end - begin);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, begin);
        return bytes.subarray(0, bytesRead);
      },
    });
    return { ...source, close: () => file.close() };
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
  const parts: FileSource[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.close()));
  };
  try {
    const json = parseJson(await readText(index), index);
    const source = await sourceFromIndex(json, async (file) => {
      const part = await sourceFromFile(join(directory, file));
      parts.push(part);
      return part;
    });
    return { ...source, close };
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
