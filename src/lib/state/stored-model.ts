/** A model of the browser's store on the live page. */
import { gpt2Tokenizer, tokenizerFromFiles, type Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import { ModelError } from '../model/errors.ts';
import type { ModelLibrary, StoredModel } from '../model/library-client.ts';
import type { Manifest } from '../model/store/manifest.ts';
import { keptEngine, type OnStage } from './kept-engine.ts';
import { forgetLibrary, sharedLibrary } from './library.ts';
import type { Held } from './page-state.svelte.ts';

/** Opens a stored model, or gives the engine that already holds it. Rejects with `not-stored`. */
export function connectStored(
  id: string,
  choice: BackendChoice,
  onStage: OnStage,
): Promise<Engine> {
  const open = async (tell: OnStage): Promise<Engine> => {
    const { name } = await storedManifest(id);
    return (await sharedLibrary()).open({ id, name }, choice, tell);
  };
  return keptEngine(`stored ${id} ${choice}`, open, onStage);
}

/** A stored model's own tokenizer, and what the page says of the model. Rejects with `not-stored`. */
export async function storedTokenizer(
  id: string,
): Promise<{ readonly tokenizer: Tokenizer; readonly held: Held }> {
  const { tokenizer: files, dtype, origin } = await storedManifest(id);
  const { repo, commit } = origin;
  const tokenizer = files === null ? await gpt2Tokenizer() : tokenizerFromFiles(files);
  return { tokenizer, held: { dtype, repo, commit } };
}

/** The models that are stored whole. Rejects with a `ModelError`. */
export async function storedModels(): Promise<readonly StoredModel[]> {
  const models = await asked((library) => library.list());
  return models.filter(({ complete }) => complete);
}

/** What is stored under this id. Rejects with `not-stored`. */
export function storedManifest(id: string): Promise<Manifest> {
  return asked((library) => library.manifest(id));
}

/** After the store's worker has died, the next call starts another. */
async function asked<T>(question: (library: ModelLibrary) => Promise<T>): Promise<T> {
  try {
    return await question(await sharedLibrary());
  } catch (error) {
    if (error instanceof ModelError && error.code === 'worker-lost') forgetLibrary();
    throw error;
  }
}
