/** Which models there are: the ones that come with the project, and the ones put beside it. */
import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../../model/stored-directory.ts';
import { CliError } from '../cli-error.ts';
import { userPath } from '../user-path.ts';

export interface KnownModel {
  readonly name: string;
  readonly path: string;
  /** Comes with the project. */
  readonly embedded: boolean;
}

export const DEFAULT_MODEL = 'teaching';

const embedded = fileURLToPath(new URL('../../../public/models/', import.meta.url));

/** The reader's own: `models/` in the project's folder, or the folder that VITRINE_MODELS names. */
const local = (): string => {
  const { VITRINE_MODELS: folder } = process.env;
  return folder === undefined || folder === ''
    ? fileURLToPath(new URL('../../../models/', import.meta.url))
    : userPath(folder);
};

/** The models by name: of two with one name, the project's own comes first. */
export async function knownModels(): Promise<KnownModel[]> {
  return [...(await modelsIn(embedded, true)), ...(await modelsIn(local(), false))];
}

/** The model of a name, or of a directory. Rejects with a CliError that says which names there are. */
export async function findModel(nameOrPath: string = DEFAULT_MODEL): Promise<KnownModel> {
  const known = await knownModels();
  const named = known.find(({ name }) => name === nameOrPath) ?? known.find(isAt(nameOrPath));
  if (named !== undefined) return named;
  const path = userPath(nameOrPath);
  if (nameOrPath !== '' && (await isModel(path)))
    return { name: await nameOf(path), path, embedded: false };
  if (nameOrPath !== '' && (await exists(path)))
    throw new CliError(`no config.json or manifest.json, so no model directory: ${nameOrPath}`);
  const names = known.map(({ name }) => name).join(', ');
  throw new CliError(`no such model or directory: ${nameOrPath}; known by name: ${names}`);
}

/** A stored model may be called by its folder, too, which names the dtype. */
const isAt =
  (folder: string) =>
  ({ path }: KnownModel): boolean =>
    basename(path) === folder;

async function modelsIn(folder: string, site: boolean): Promise<KnownModel[]> {
  const names = await readdir(folder).catch(() => []);
  const models: KnownModel[] = [];
  for (const name of names.toSorted().filter((name) => !name.endsWith('.part'))) {
    const path = join(folder, name);
    if (!(await isModel(path))) continue;
    const stored = await isStored(path);
    models.push({ name: await nameOf(path), path, embedded: site && !stored });
  }
  return models;
}

/** True for a model in the stored form, which `npm run model -- get` writes. */
export const isStored = (path: string): Promise<boolean> => exists(join(path, 'manifest.json'));

const isModel = async (path: string): Promise<boolean> =>
  (await isStored(path)) || exists(join(path, 'config.json'));

/** By the manifest; without a readable one, by the folder. */
async function nameOf(path: string): Promise<string> {
  if (!(await isStored(path))) return basename(path);
  return readManifest(path).then(
    ({ name }) => name,
    () => basename(path),
  );
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
