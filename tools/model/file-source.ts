import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../src/lib/model/config.ts';
import { ModelError } from '../../src/lib/model/errors.ts';
import {
  openCheckpoint,
  sourceFromRange,
  type Checkpoint,
  type TensorSource,
} from '../../src/lib/model/weights/index.ts';

/** The tensors of a safetensors file on disk, read when asked for. `close` gives the file back. */
export async function sourceFromFile(
  path: string,
): Promise<TensorSource & { close(): Promise<void> }> {
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

/** The checkpoint of a model directory: `config.json` and `model.safetensors`. */
export async function openModelDirectory(
  directory: string,
): Promise<Checkpoint & { close(): Promise<void> }> {
  const path = join(directory, 'config.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ModelError('not-found', `no such file: ${path}`, { cause });
  });
  const source = await sourceFromFile(join(directory, 'model.safetensors'));
  try {
    const checkpoint = await openCheckpoint(parseConfig(parseJson(text, path)), source);
    return { ...checkpoint, close: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-config', `not JSON: ${path}`, { cause });
  }
}
