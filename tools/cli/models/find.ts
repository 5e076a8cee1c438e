/** Which models there are: the ones that come with the project, and the ones put beside it. */
import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const named = known.find(({ name }) => name === nameOrPath);
  if (named !== undefined) return named;
  const path = userPath(nameOrPath);
  if (nameOrPath !== '' && (await exists(join(path, 'config.json'))))
    return { name: basename(path), path, embedded: false };
  if (nameOrPath !== '' && (await exists(path)))
    throw new CliError(`no config.json, so not a model directory: ${nameOrPath}`);
  const names = known.map(({ name }) => name).join(', ');
  throw new CliError(`no such model or directory: ${nameOrPath}; known by name: ${names}`);
}

async function modelsIn(folder: string, embedded: boolean): Promise<KnownModel[]> {
  const names = await readdir(folder).catch(() => []);
  const models = names.toSorted().map((name) => ({ name, path: join(folder, name), embedded }));
  const found = await Promise.all(models.map(({ path }) => exists(join(path, 'config.json'))));
  return models.filter((_, i) => found[i] === true);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
