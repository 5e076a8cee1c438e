import { open } from 'node:fs/promises';
import type { Tensor } from '../../src/lib/model/api.ts';
import { headerBytes } from '../../src/lib/model/weights/index.ts';
import { CliError, reasonOf } from './cli-error.ts';
import { userPath } from './user-path.ts';

/**
 * Writes tensors to a safetensors file in float32, one after the other, so that no second copy of
 * them is held. Rejects with a CliError where the file cannot be written.
 */
export async function saveTensors(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(tensors);
  const header = entries.map(([name, { shape, data }]) => {
    return { name, dtype: 'F32', shape, bytes: data.byteLength };
  });
  try {
    await using file = await open(userPath(path), 'w');
    await file.writeFile(headerBytes(header, metadata));
    for (const [, { data }] of entries)
      await file.writeFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  } catch (cause) {
    throw new CliError(`cannot write ${path}: ${reasonOf(cause)}`, { cause });
  }
}
