/** Puts a model where the site serves it: from a hub, or from a directory. */
import { basename, join, resolve } from 'node:path';
import { parseConfig } from '../../src/lib/model/config.ts';
import { findTokenizer, openHubRepository } from '../../src/lib/model/hub/index.ts';
import { hubModelId, type Manifest, type StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { readConfig, sourceFromDirectory } from './file-source.ts';
import { folderName } from './site-models.ts';
import { storeModel } from './store-model.ts';
import { optionalText } from './text-files.ts';

export interface GetOptions {
  /** `owner/name`; with `from` only what to call it, by default the directory's name. */
  readonly repo: string | null;
  readonly from: string | null;
  readonly revision: string | null;
  /** Of the hub or a mirror of it; null is Hugging Face's. */
  readonly endpoint: string | null;
  readonly dtype: StoredDtype;
  /** The site's folder of models. */
  readonly models: string;
  /** Hears how many bytes of the checkpoint are here, and how many there are. */
  readonly onBytes?: (received: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Where the model is now, and its manifest. Rejects with a ModelError. */
export async function getModel(
  options: GetOptions,
): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  return options.from === null ? getFromHub(options) : getFromDirectory(options, options.from);
}

type Got = Promise<{ folder: string; manifest: Manifest }>;

async function getFromHub(options: GetOptions): Got {
  const { repo, revision, endpoint, dtype, models, signal, onBytes } = options;
  const request = {
    repo: repo ?? '',
    ...(revision === null ? {} : { revision }),
    ...(endpoint === null ? {} : { endpoint }),
  };
  const hub = await openHubRepository(request, signal === undefined ? {} : { signal });
  try {
    const { address, commit, validators, json, tokenizer } = hub;
    const { repo, revision } = address;
    const folder = join(models, folderName(repo, dtype));
    const manifest = await storeModel(folder, hub, {
      id: hubModelId(repo, revision, dtype),
      name: repo,
      dtype,
      json,
      tokenizer,
      origin: { repo, revision, commit },
      resumeKey: JSON.stringify([repo, commit, validators, dtype]),
      ...(onBytes && { onBytes }),
    });
    return { folder, manifest };
  } finally {
    hub.close();
  }
}

async function getFromDirectory(options: GetOptions, directory: string): Got {
  const { repo, dtype, models, revision, onBytes } = options;
  const name = repo ?? basename(resolve(directory));
  const json = await readConfig(directory);
  const config = parseConfig(json);
  const tokenizer = await findTokenizer(
    (file) => optionalText(join(directory, file)),
    config.vocab_size,
  );
  const source = await sourceFromDirectory(directory);
  try {
    const folder = join(models, folderName(name, dtype));
    const manifest = await storeModel(
      folder,
      { config, source, tensor: source.tensor },
      {
        // Of which revision a directory is, only the caller can know.
        id: revision === null ? `${name}:${dtype}` : hubModelId(name, revision, dtype),
        name,
        dtype,
        json,
        tokenizer,
        origin: { repo, revision, commit: null },
        resumeKey: null,
        ...(onBytes && { onBytes }),
      },
    );
    return { folder, manifest };
  } finally {
    await source.close();
  }
}
