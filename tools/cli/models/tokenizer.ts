/**
 * The tokenizer of a model directory: what the manifest of a stored model holds, or the files in
 * Hugging Face's form.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gpt2Tokenizer, tokenizerFromFiles, type Tokenizer } from '../../../src/lib/bpe/index.ts';
import { parseConfig } from '../../../src/lib/model/config.ts';
import { findTokenizer } from '../../../src/lib/model/hub/tokenizer-files.ts';
import { readConfig } from '../../model/file-source.ts';
import { readManifest } from '../../model/stored-directory.ts';
import { optionalText } from '../../model/text-files.ts';
import { isStored } from './find.ts';

/**
 * Reads the tokenizer. A directory without tokenizer files has GPT-2's own if its vocabulary is as
 * large, else none (null). Rejects with `bad-tokenizer` for files of another kind.
 */
export async function readTokenizer(directory: string): Promise<Tokenizer | null> {
  const files = await readFiles(directory);
  if (files === null) return gpt2Tokenizer();
  return files === 'none' ? null : tokenizerFromFiles(files);
}

async function readFiles(
  directory: string,
): Promise<Awaited<ReturnType<typeof findTokenizer>> | 'none'> {
  if (await isStored(directory)) return (await readManifest(directory)).tokenizer;
  const { vocab_size } = parseConfig(await readConfig(directory));
  const has = (name: string): boolean => existsSync(join(directory, name));
  if (vocab_size !== 50_257 && !has('tokenizer.json') && !has('vocab.json')) return 'none';
  return findTokenizer((name) => optionalText(join(directory, name)), vocab_size);
}
