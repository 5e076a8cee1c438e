/** The teaching model in this process, for commands that store what it computes. */
import { readFile } from 'node:fs/promises';
import { tokenizerFromFiles, type Tokenizer } from '../../src/lib/bpe/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { parseConfig } from '../../src/lib/model/config.ts';
import { modelFrom } from '../../src/lib/model/model-files.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import { sourceFromBytes } from '../../src/lib/model/weights/index.ts';

const MODEL = new URL('../../public/models/teaching/', import.meta.url);

/** Opens it, hands it over, and lets it go. */
export async function withTeachingModel<T>(
  use: (engine: Engine, tokenizer: Tokenizer) => Promise<T>,
): Promise<T> {
  const text = (name: string): Promise<string> => readFile(new URL(name, MODEL), 'utf8');
  const config = parseConfig(JSON.parse(await text('config.json')));
  const tokenizer = tokenizerFromFiles({
    mergesTxt: await text('merges.txt'),
    vocabJson: await text('vocab.json'),
  });
  const weights = await readFile(new URL('model.safetensors', MODEL));
  const files = await modelFrom('teaching', config, await sourceFromBytes(weights), null);
  const engine = await openInNode(files);
  try {
    return await use(engine, tokenizer);
  } finally {
    await engine.release();
  }
}
