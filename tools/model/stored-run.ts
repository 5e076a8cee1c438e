/**
 * Makes src/lib/embedded/first-run.json, the forward pass that the live page is drawn from before
 * any script runs. Run it again when the teaching model changes:
 *
 *   npm run -s stored-run
 */
import { readFile, writeFile } from 'node:fs/promises';
import { tokenizerFromFiles } from '../../src/lib/bpe/index.ts';
import { parseConfig } from '../../src/lib/model/config.ts';
import { modelFrom } from '../../src/lib/model/model-files.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import { sourceFromBytes } from '../../src/lib/model/weights/index.ts';
import { captureNames } from '../../src/lib/state/stages.ts';
import { storeRun, type StoredRun } from '../../src/lib/state/stored.ts';

const MODEL = new URL('../../public/models/teaching/', import.meta.url);
const OUTPUT = new URL('../../src/lib/embedded/first-run.json', import.meta.url);
const TEXT = 'The cat sat on the mat, and the';
const GREEDY = 40;

/** Runs the teaching model on the page's first text. */
export async function makeStoredRun(): Promise<StoredRun> {
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
    const ids = [config.eos_token_id, ...tokenizer.encode(TEXT)];
    const run = await engine.run(ids, { capture: captureNames(config, ids.length, 0) });
    const written = await engine.generate(ids, { strategy: 'greedy', maxNewTokens: GREEDY });
    return storeRun(run, {
      model: 'teaching',
      command: 'npm run stored-run',
      config,
      parameters: engine.info.parameters,
      text: TEXT,
      tokenizer,
      greedyIds: written.newIds,
    });
  } finally {
    await engine.release();
  }
}

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredRun())}\n`);
