/**
 * Makes src/lib/embedded/experiments.json, the experiments on positions that the lesson is drawn from
 * before any model is loaded. Run it again when the teaching model changes:
 *
 *   npm run stored-experiments
 */
import { writeFile } from 'node:fs/promises';
import { changesByBlock, lossesWith, shiftCurve } from '../../src/lib/experiments/index.ts';
import type { Losses, StoredExperiments, StoredText } from '../../src/lib/experiments/index.ts';
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/experiments.json', import.meta.url);
const SENTENCE = 'The old man went down to the sea, and the boy went with him.';
const REORDERED = 'The dog ran after the cat, and the';
/** `<|endoftext|>` and the last token stay where they are. */
const ORDER = [0, 6, 3, 2, 8, 5, 1, 4, 7, 9];
const SEED = 7;
const SHIFT = 100;
const SHIFTS = 32;

/** Runs the experiments on the teaching model. */
export function makeStoredExperiments(): Promise<StoredExperiments> {
  return withTeachingModel(async (engine, tokenizer) => {
    const losses = storedText(tokenizer, SENTENCE);
    const reordered = storedText(tokenizer, REORDERED);
    const run = async (experiment: Parameters<typeof lossesWith>[2]): Promise<Losses> => {
      const found = await lossesWith(engine, losses.ids, experiment);
      return { ...found, losses: found.losses.map(figures), mean: figures(found.mean) };
    };
    const changes = async (positions: boolean): Promise<number[][]> =>
      (await changesByBlock(engine, reordered.ids, ORDER, positions)).map((row) => row.map(two));
    const curve = await shiftCurve(engine, losses.ids, SHIFTS);
    return {
      model: 'teaching',
      command: 'npm run stored-experiments',
      positions: engine.info.config.n_positions,
      losses: {
        ...losses,
        seed: SEED,
        by: SHIFT,
        normal: await run({ kind: 'normal' }),
        zero: await run({ kind: 'zero' }),
        shuffled: await run({ kind: 'shuffled', seed: SEED }),
        shifted: await run({ kind: 'shifted', by: SHIFT }),
        curve: curve.map(({ by, loss }) => ({ by, loss: figures(loss) })),
      },
      reordered: {
        ...reordered,
        order: ORDER,
        without: await changes(false),
        with: await changes(true),
      },
    };
  });
}

function storedText(tokenizer: Tokenizer, text: string): StoredText {
  const ids = [tokenizer.eosId ?? 0, ...tokenizer.encode(text)];
  return { text, ids, tokens: ids.map((id) => tokenizer.tokenText(id)) };
}

const figures = (x: number): number => Number(x.toPrecision(5));
/** Rounding errors have no more than a size. */
const two = (x: number): number => Number(x.toPrecision(2));

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredExperiments())}\n`);
