/** A model directory opened for use: weights read when asked for, tokenizer, reference values. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tokenizer } from '../../../src/lib/bpe/index.ts';
import { parseConfig } from '../../../src/lib/model/config.ts';
import { ModelError } from '../../../src/lib/model/errors.ts';
import { modelFrom, type ModelFiles } from '../../../src/lib/model/model-files.ts';
import { parseReference, type Reference } from '../../../src/lib/model/self-check.ts';
import { sourceFromDirectory } from '../../model/file-source.ts';
import { openStoredDirectory } from '../../model/stored-directory.ts';
import { CliError, reasonOf } from '../cli-error.ts';
import { findModel, isStored } from './find.ts';
import { readTokenizer } from './tokenizer.ts';

export interface OpenModel {
  readonly path: string;
  readonly files: ModelFiles;
  /** null where the directory holds no tokenizer files. */
  readonly tokenizer: Tokenizer | null;
  /** How the weights are stored: `F32`, `F16`, `BF16`; `int8`, `int4`, `fp16` in the stored form. */
  readonly dtype: string;
}

/**
 * Opens a model, hands it to `use`, and gives its files back. Rejects with a CliError for an unknown
 * model, and with a ModelError for files that are no GPT-2 or do not match their hash.
 */
export async function withModel<T>(
  nameOrPath: string | undefined,
  use: (model: OpenModel) => Promise<T>,
): Promise<T> {
  const { name, path } = await findModel(nameOrPath);
  if (await isStored(path)) {
    const { manifest, files } = await openStoredDirectory(path);
    return use({ path, files, tokenizer: await readTokenizer(path), dtype: manifest.dtype });
  }
  const config = parseConfig(await readJson(join(path, 'config.json')));
  const source = await sourceFromDirectory(path);
  try {
    const reference = await readReference(path);
    const files = await modelFrom(name, config, source, reference);
    const dtype = source.info(
      source.names().find((name) => name.endsWith('wte.weight')) ?? '',
    ).dtype;
    return await use({ path, files, tokenizer: await readTokenizer(path), dtype });
  } finally {
    await source.close();
  }
}

/** The stored reference values, if there are; they hold for weights of one hash only. */
async function readReference(path: string): Promise<Reference | null> {
  const file = join(path, 'self-check.json');
  if (!(await exists(file))) return null;
  const reference = parseReference(await readJson(file));
  const weights = join(path, 'model.safetensors');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(weights) as AsyncIterable<Uint8Array>)
    hash.update(chunk);
  const found = hash.digest('hex');
  if (found === reference.sha256) return reference;
  throw new ModelError('corrupt', `${weights} has the sha256 ${found}, not ${reference.sha256}`);
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliError(`cannot read ${path}: ${reasonOf(cause)}`, { cause });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ModelError('bad-config', `not JSON: ${path}`, { cause });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
