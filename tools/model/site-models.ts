/** The models that the site serves: folders in the stored form under `public/models`. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { siteModel, type SiteModel, type StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { readManifest } from './stored-directory.ts';

/** `openai-community/gpt2` in int8 lies in `openai-community--gpt2-int8`. */
export function folderName(name: string, dtype: StoredDtype): string {
  return `${name.replace(/\//g, '--').replace(/[^\w.-]+/g, '-')}-${dtype}`;
}

/** The stored models in a folder such as `public/models`, by name; a build lists them likewise. */
export async function siteModels(folder: string): Promise<SiteModel[]> {
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : [];
  const models: SiteModel[] = [];
  for (const name of names)
    if (!name.endsWith('.part') && existsSync(join(folder, name, 'manifest.json')))
      models.push(siteModel(name, await readManifest(join(folder, name))));
  return models;
}
