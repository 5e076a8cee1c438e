/** A folder in the stored form, opened in Node. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../../src/lib/model/errors.ts';
import type { ModelFiles } from '../../src/lib/model/model-files.ts';
import { shardFile, type Manifest } from '../../src/lib/model/store/manifest.ts';
import { filesFromManifest } from '../../src/lib/model/store/open.ts';
import { parseManifest } from '../../src/lib/model/store/parse-manifest.ts';

/** Reads manifest.json of a folder; rejects with `not-found`, or as parseManifest. */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ModelError('not-found', `no such file: ${path}`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-config', `not JSON: ${path}`, { cause });
  }
  return parseManifest(json);
}

/** The model of a folder with manifest.json and its shards; every shard is held against its hash. */
export async function openStoredDirectory(
  directory: string,
): Promise<{ readonly manifest: Manifest; readonly files: ModelFiles }> {
  const manifest = await readManifest(directory);
  const files = filesFromManifest(manifest, async ({ sha256 }) => {
    const path = join(directory, shardFile(sha256));
    return readFile(path).catch((cause: unknown) => {
      throw new ModelError('not-found', `no such file: ${path}`, { cause });
    });
  });
  return { manifest, files };
}
