/** Models that the command line can open: by name, or as a directory in Hugging Face's form. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gpt2Tokenizer, tokenizerFromFiles, type Tokenizer } from '../../src/lib/bpe/index.ts';
import { parseConfig } from '../../src/lib/model/config.ts';
import { ModelError } from '../../src/lib/model/errors.ts';
import { modelFrom, type ModelFiles } from '../../src/lib/model/model-files.ts';
import { parseReference } from '../../src/lib/model/self-check.ts';
import { sourceFromFile } from '../model/file-source.ts';

const MODELS = resolve(import.meta.dirname, '../../public/models');

/** The model that comes with the project. */
export const EMBEDDED = 'teaching';

export interface OpenModel {
  readonly files: ModelFiles;
  readonly tokenizer: Tokenizer;
}

/** Names of the models that lie with the site. */
export function knownModels(): string[] {
  return readdirSync(MODELS, { withFileTypes: true })
    .filter((entry) => existsSync(join(MODELS, entry.name, 'config.json')))
    .map(({ name }) => name);
}

/** The directory of a model by name or path; throws `not-found`. */
export function directoryOf(model: string): string {
  const named = join(MODELS, model);
  const known = /^[\w.-]+$/.test(model) && existsSync(join(named, 'config.json'));
  const directory = known ? named : resolve(model);
  if (existsSync(join(directory, 'config.json'))) return directory;
  const names = knownModels().join(', ');
  throw new ModelError('not-found', `no model ${model}: neither a directory nor one of ${names}`);
}

/** Opens weights, tokenizer and reference values. */
export async function openModel(model: string): Promise<OpenModel> {
  const directory = directoryOf(model);
  const config = parseConfig(readJson(join(directory, 'config.json')));
  const source = await sourceFromFile(join(directory, 'model.safetensors'));
  const check = join(directory, 'self-check.json');
  const reference = existsSync(check) ? parseReference(readJson(check)) : null;
  return {
    files: await modelFrom(model, config, source, reference),
    tokenizer: await openTokenizer(directory, config.vocab_size),
  };
}

/** The tokenizer of a model directory; GPT-2's own where none lies there and the size is its size. */
export async function openTokenizer(directory: string, size: number): Promise<Tokenizer> {
  const [mergesTxt, vocabJson] = ['merges.txt', 'vocab.json'].map((name) => {
    const path = join(directory, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  });
  if (mergesTxt != null && vocabJson != null) return tokenizerFromFiles({ mergesTxt, vocabJson });
  const gpt2 = await gpt2Tokenizer();
  if (gpt2.size === size) return gpt2;
  throw new ModelError('not-found', `no merges.txt and vocab.json in ${directory}`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ModelError('bad-config', `not JSON: ${path}`, { cause });
  }
}
