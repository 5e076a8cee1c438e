/**
 * The tokenizer of a model directory: what the manifest of a stored model holds, or vocab.json and
 * merges.txt, or tokenizer.json alone.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gpt2Tokenizer, tokenizerFromFiles, type Tokenizer } from '../../../src/lib/bpe/index.ts';
import { readManifest } from '../../model/stored-directory.ts';
import { CliError } from '../cli-error.ts';
import { isStored } from './find.ts';
import { filesFromTokenizerJson } from './tokenizer-json.ts';

/** Reads the tokenizer; null where the directory has none. Rejects where its files make no sense. */
export async function readTokenizer(directory: string): Promise<Tokenizer | null> {
  if (await isStored(directory)) {
    const { tokenizer } = await readManifest(directory);
    return tokenizer === null ? gpt2Tokenizer() : tokenizerFromFiles(tokenizer);
  }
  const read = (name: string): Promise<string | null> => readOptional(join(directory, name));
  const [vocabJson, mergesTxt, settings] = await Promise.all(
    ['vocab.json', 'merges.txt', 'tokenizer_config.json'].map(read),
  );
  const files =
    vocabJson && mergesTxt
      ? { vocabJson, mergesTxt }
      : filesFromTokenizerJson(await read('tokenizer.json'));
  if (files === null) return null;
  try {
    return tokenizerFromFiles({ ...files, ...eosToken(settings ?? '{}') });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`the tokenizer of ${directory} cannot be read: ${reason}`, { cause });
  }
}

function eosToken(settings: string): { eosToken?: string } {
  const { eos_token: eos } = JSON.parse(settings) as { eos_token?: unknown };
  const text: unknown =
    typeof eos === 'object' && eos !== null && 'content' in eos ? eos.content : eos;
  return typeof text === 'string' ? { eosToken: text } : {};
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
