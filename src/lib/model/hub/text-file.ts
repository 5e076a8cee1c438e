import { ModelError } from '../errors.ts';
import { resolveUrl, type HubAddress } from './address.ts';
import { Broken, connect, retriesOf, type HubOptions } from './connection.ts';
import { refusal } from './refusal.ts';

/** Larger than any published vocabulary in JSON (9 MB). */
const MOST_BYTES = 64 * 2 ** 20;

export interface TextFile {
  readonly text: string;
  /** The commit that the hub answered from; null where it does not say. */
  readonly commit: string | null;
}

/** A small file of a repository. Rejects as `connect` and `refusal` do. */
export function readFile(
  address: HubAddress,
  path: string,
  options: HubOptions,
): Promise<TextFile> {
  return readUrl(resolveUrl(address, path), options);
}

/** As `readFile`, and null where the repository has no such file. */
export async function readOptional(
  address: HubAddress,
  path: string,
  options: HubOptions,
): Promise<string | null> {
  try {
    return (await readFile(address, path, options)).text;
  } catch (error) {
    if (error instanceof ModelError && error.code === 'not-found') return null;
    throw error;
  }
}

export async function readUrl(url: string, options: HubOptions): Promise<TextFile> {
  const retries = retriesOf(options);
  while (true) {
    const connection = await connect(url, null, options, retries);
    if (!connection.response.ok) throw refusal(connection, url);
    const commit = connection.response.headers.get('x-repo-commit');
    try {
      const bytes = await connection.all(MOST_BYTES);
      return { text: new TextDecoder().decode(bytes), commit };
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      await retries.failed(error.reason);
    }
  }
}
