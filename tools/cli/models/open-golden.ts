/** The model that the golden facts are held against: found, and opened with all that they ask for. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gpt2Tokenizer, tokenizerFromFiles, type Tokenizer } from '../../../src/lib/bpe/index.ts';
import type { GoldenModel } from '../../../src/lib/golden/index.ts';
import { parseConfig } from '../../../src/lib/model/config.ts';
import { modelFrom, type ModelFiles } from '../../../src/lib/model/model-files.ts';
import { openCheckpoint } from '../../../src/lib/model/weights/index.ts';
import { readConfig, sourceFromDirectory } from '../../model/file-source.ts';
import { folderName } from '../../model/site-models.ts';
import { openStoredDirectory } from '../../model/stored-directory.ts';
import { userPath } from '../user-path.ts';
import { knownModels } from './find.ts';
import { readTokenizer } from './tokenizer.ts';

/** All of a model under test but its engine. */
export interface GoldenFiles extends Omit<GoldenModel, 'engine'> {
  readonly files: ModelFiles;
  close(): Promise<void>;
}

const site = fileURLToPath(new URL('../../../public/models/', import.meta.url));

/**
 * The folder with the weights of a name or a path, in Hugging Face's form or in the stored one; null
 * where there are none. Of several stored forms of one model the least rounded.
 */
export async function findWeights(nameOrPath: string): Promise<string | null> {
  const stored = (['fp32', 'fp16', 'int8', 'int4'] as const).map((dtype) =>
    join(site, folderName(nameOrPath, dtype)),
  );
  const known = (await knownModels()).filter(({ name }) => name === basename(nameOrPath));
  const folders = [userPath(nameOrPath), ...stored, ...known.map(({ path }) => path)];
  return folders.find(hasWeights) ?? null;
}

const FILES = ['manifest.json', 'model.safetensors', 'model.safetensors.index.json'];
const hasWeights = (folder: string): boolean =>
  FILES.some((file) => existsSync(join(folder, file)));

/** Opens a folder that `findWeights` gave. Rejects with a ModelError for what is no GPT-2. */
export async function openGolden(folder: string): Promise<GoldenFiles> {
  return existsSync(join(folder, 'manifest.json')) ? openStored(folder) : openHuggingFace(folder);
}

async function openStored(folder: string): Promise<GoldenFiles> {
  const { manifest, files } = await openStoredDirectory(folder);
  return {
    files,
    shapes: new Map(manifest.tensors.map(({ name, shape }) => [name, shape])),
    dtype: manifest.dtype,
    tokenizer:
      manifest.tokenizer === null ? await gpt2Tokenizer() : tokenizerFromFiles(manifest.tokenizer),
    close: () => Promise.resolve(),
  };
}

async function openHuggingFace(folder: string): Promise<GoldenFiles> {
  const config = parseConfig(await readConfig(folder));
  const source = await sourceFromDirectory(folder);
  try {
    const { names, shape } = await openCheckpoint(config, source);
    const wte = source.names().find((name) => name.endsWith('wte.weight')) ?? '';
    return {
      files: await modelFrom(basename(folder), config, source, null),
      shapes: new Map(names.map((name) => [name, shape(name)])),
      dtype: source
        .info(wte)
        .dtype.toLowerCase()
        .replace(/^f(?=\d)/, 'fp')
        .replace(/^i(?=\d)/, 'int'),
      tokenizer: await tokenizerOf(folder),
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** A folder without tokenizer files is read as GPT-2's own, as everywhere else. */
const tokenizerOf = async (folder: string): Promise<Tokenizer> =>
  (await readTokenizer(folder)) ?? gpt2Tokenizer();
