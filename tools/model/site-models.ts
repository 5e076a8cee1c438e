/**
 * The models that the site serves: folders in the stored form under `public/models`, and
 * `index.json` there, which pages read to learn of them.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Manifest,
  SiteIndex,
  SiteModel,
  StoredDtype,
} from '../../src/lib/model/store/manifest.ts';
import { readManifest } from './stored-directory.ts';

/** `openai-community/gpt2` in int8 lies in `openai-community--gpt2-int8`. */
export function folderName(name: string, dtype: StoredDtype): string {
  return `${name.replace(/\//g, '--').replace(/[^\w.-]+/g, '-')}-${dtype}`;
}

/** The stored models in a folder such as `public/models`, by name. */
export async function siteModels(folder: string): Promise<SiteModel[]> {
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : [];
  const models: SiteModel[] = [];
  for (const name of names)
    if (!name.endsWith('.part') && existsSync(join(folder, name, 'manifest.json')))
      models.push(entry(name, await readManifest(join(folder, name))));
  return models;
}

function entry(folder: string, { id, name, dtype, parameters, shards }: Manifest): SiteModel {
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  return { id, name, dtype, path: `${folder}/`, parameters, bytes };
}

/** Writes index.json anew from what is there. */
export async function writeIndex(folder: string): Promise<SiteIndex> {
  const models = await siteModels(folder);
  const index: SiteIndex = { format: 'vitrine-models', version: 1, models };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}
