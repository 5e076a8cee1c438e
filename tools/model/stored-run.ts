/**
 * Makes what figures show of the teaching model before any script runs: first-run.json, the forward
 * pass of the live page, and growth.json, a text that grows token by token, both in
 * src/lib/embedded. Run it again when the teaching model changes:
 *
 *   npm run -s stored-run
 */
import { writeFile } from 'node:fs/promises';
import { growPath, type StoredGrowth } from '../../src/lib/state/next-choice.ts';
import { captureNames } from '../../src/lib/state/stages.ts';
import { storeRun, type StoredRun } from '../../src/lib/state/stored.ts';
import { openTeaching } from './teaching.ts';

const EMBEDDED = new URL('../../src/lib/embedded/', import.meta.url);
const COMMAND = 'npm run stored-run';
const TEXT = 'The cat sat on the mat, and the';
const GREEDY = 40;
const GROWING = 'Once upon a time there was a little girl who';
const STEPS = 24;
const SEED = 7;

/** Runs the teaching model on the live page's first text. */
export async function makeStoredRun(): Promise<StoredRun> {
  const { engine, tokenizer } = await openTeaching();
  const { config, parameters } = engine.info;
  try {
    const ids = [config.eos_token_id, ...tokenizer.encode(TEXT)];
    const run = await engine.run(ids, { capture: captureNames(config, ids.length, 0) });
    const written = await engine.generate(ids, { strategy: 'greedy', maxNewTokens: GREEDY });
    return storeRun(run, {
      model: 'teaching',
      command: COMMAND,
      config,
      parameters,
      text: TEXT,
      tokenizer,
      greedyIds: written.newIds,
    });
  } finally {
    await engine.release();
  }
}

/** Lets a text grow token by token, once always by the likeliest and once by a draw. */
export async function makeStoredGrowth(): Promise<StoredGrowth> {
  const { engine, tokenizer } = await openTeaching();
  const { config } = engine.info;
  try {
    const promptIds = [config.eos_token_id, ...tokenizer.encode(GROWING)];
    const logitsOf = async (ids: readonly number[]): Promise<Float32Array> =>
      (await engine.run(ids, { logits: 'last' })).logits.data;
    const grow = (strategy: 'greedy' | 'sample') =>
      growPath(promptIds, STEPS + 1, { strategy, seed: SEED }, tokenizer, logitsOf);
    return {
      ...{ model: 'teaching', command: COMMAND, vocabulary: config.vocab_size },
      ...{ text: GROWING, promptIds, paths: [await grow('greedy'), await grow('sample')] },
    };
  } finally {
    await engine.release();
  }
}

async function write(name: string, value: unknown): Promise<void> {
  await writeFile(new URL(name, EMBEDDED), `${JSON.stringify(value)}\n`);
}

/** Four significant figures are enough for a drawing. */
const rounded = (growth: StoredGrowth): unknown =>
  JSON.parse(JSON.stringify(growth, (key, x: unknown) => (key === 'p' ? figures(x) : x)));
const figures = (x: unknown): number => Number(Number(x).toPrecision(4));

if (import.meta.main) {
  await write('first-run.json', await makeStoredRun());
  await write('growth.json', rounded(await makeStoredGrowth()));
}
