/** Puts a model where the site serves it: from a hub, or from a directory. */
import { basename, join, resolve } from 'node:path';
import { parseConfig } from '../../src/lib/model/config.ts';
import { findTokenizer, openHubRepository } from '../../src/lib/model/hub/index.ts';
import type { Manifest, StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { openCheckpoint } from '../../src/lib/model/weights/index.ts';
import { readConfig, sourceFromDirectory } from './file-source.ts';
import { folderName, writeIndex } from './site-models.ts';
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
  readonly onTensor?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Where the model is now, and its manifest. Rejects with a ModelError. */
export async function getModel(
  options: GetOptions,
): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  const { folder, manifest } =
    options.from === null
      ? await getFromHub(options)
      : await getFromDirectory(options, options.from);
  await writeIndex(options.models);
  return { folder, manifest };
}

type Got = Promise<{ folder: string; manifest: Manifest }>;

async function getFromHub(options: GetOptions): Got {
  const { repo, revision, endpoint, dtype, models, signal } = options;
  const request = {
    repo: repo ?? '',
    ...(revision === null ? {} : { revision }),
    ...(endpoint === null ? {} : { endpoint }),
  };
  const hub = await openHubRepository(request, signal === undefined ? {} : { signal });
  try {
    const { address, commit, validators, config, json, tokenizer, source } = hub;
    const folder = join(models, folderName(address.repo, dtype));
    const manifest = await storeModel(folder, await openCheckpoint(config, source), {
      name: address.repo,
      dtype,
      config: json,
      tokenizer,
      origin: { repo: address.repo, revision: address.revision, commit },
      resumeKey: JSON.stringify([address.repo, commit, validators, dtype]),
      ...(options.onTensor && { onTensor: options.onTensor }),
    });
    return { folder, manifest };
  } finally {
    hub.close();
  }
}

async function getFromDirectory(options: GetOptions, directory: string): Got {
  const { repo, dtype, models, revision } = options;
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
    const manifest = await storeModel(folder, await openCheckpoint(config, source), {
      name,
      dtype,
      config: json,
      tokenizer,
      origin: { repo, revision, commit: null },
      resumeKey: null,
      ...(options.onTensor && { onTensor: options.onTensor }),
    });
    return { folder, manifest };
  } finally {
    await source.close();
  }
}
