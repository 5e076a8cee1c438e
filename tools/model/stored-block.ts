/**
 * Makes src/lib/embedded/block.json, what the figures of the lens, the block and the cache are drawn
 * from before any model is loaded. Run it again when the teaching model changes:
 *
 *   npm run stored-block
 *
 * Nothing in it is chosen by hand: of the sentences below, the one whose answer gains most between the
 * first block and the last; of the blocks, the one that adds most to it; of the neurons that
 * write most there, the layer whose best one adds most to it.
 */
import { writeFile } from 'node:fs/promises';
import {
  addedToLogit,
  promotedBy,
  readLedger,
  readPreActivations,
  strongestNeurons,
  type Neuron,
  type StoredBlock,
} from '../../src/lib/block/index.ts';
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import { readLens, readWriters, type LensCell, type Writers } from '../../src/lib/lens/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/block.json', import.meta.url);
const TEXTS = [
  'The old man went down to the sea, and the boy went with',
  'She opened the door and looked out of the',
  'They walked side by side, hand in',
  'He sat down at the table and began to',
  'The sun rose in the east and set in the',
  'The king spoke to the queen, and the king',
  'The captain left the ship. The captain left the',
  'My sister saw a little bird, and then my sister saw a little',
];
const NEURONS = 8;
const PROMOTED = 6;

/** Runs the teaching model on the sentence whose answer comes latest. */
export function makeStoredBlock(): Promise<StoredBlock> {
  return withTeachingModel(async (engine, tokenizer) => {
    const { config } = engine.info;
    const { text, ids, cells } = await latest(engine, tokenizer);
    const pos = ids.length - 1;
    const target = cells.at(-1)?.[pos]?.target.id ?? 0;
    const token = (id: number): string => tokenizer.tokenText(id);
    const layers = Array.from({ length: config.n_layer }, (_, i) => i);
    const writers: Writers[] = [];
    for (const layer of layers)
      writers.push(await readWriters(engine, ids, { layer, pos, target }));
    const most = best(writers, ({ after, before }) => after - before);
    const { entries } = await readLedger(engine, ids);
    const pattern = 'blocks.0.attn.hook_pattern';
    const { captured } = await engine.run(ids, { capture: [pattern] });
    const T = ids.length;
    return rounded({
      model: 'teaching',
      command: 'npm run stored-block',
      config,
      text,
      ids,
      tokens: ids.map(token),
      pieces: tokenizer.pieces(ids),
      lens: { cells: cells.map((row) => row.map((cell) => named(cell, token))), writers: most },
      ledger: entries,
      activations: await readPreActivations(engine, ids),
      neurons: await neuronsOf(engine, ids, target, token),
      cache: {
        layer: 0,
        head: 0,
        pattern: ids.map((_, q) =>
          Array.from(captured[pattern]?.data.slice(q * T, q * T + q + 1) ?? []),
        ),
      },
    });
  });
}

async function latest(engine: Engine, tokenizer: Tokenizer) {
  const readings: { text: string; ids: number[]; cells: LensCell[][] }[] = [];
  for (const text of TEXTS) {
    const ids = [tokenizer.eosId ?? 0, ...tokenizer.encode(text)];
    readings.push({ text, ids, cells: await readLens(engine, ids, { top: 3 }) });
  }
  return best(readings, ({ cells }) => {
    const [answer, early] = [cells.at(-1)?.at(-1)?.target, cells[1]?.at(-1)?.target];
    return (answer?.p ?? 0) - (early?.p ?? 0);
  });
}

async function neuronsOf(
  engine: Engine,
  ids: readonly number[],
  target: number,
  token: (id: number) => string,
): Promise<StoredBlock['neurons']> {
  const pos = ids.length - 1;
  const found: { layer: number; list: Neuron[]; added: number[] }[] = [];
  for (let layer = 0; layer < engine.info.config.n_layer; layer++) {
    const list = await strongestNeurons(engine, ids, { layer, pos, count: NEURONS });
    found.push({ layer, list, added: await addedToLogit(engine, ids, list, { pos, target }) });
  }
  const { layer, list, added } = best(found, (each) => Math.max(...each.added));
  const indices = list.map(({ index }) => index);
  const text = ({ id, score }: { id: number; score: number }) => ({ text: token(id), score });
  const promoted = await promotedBy(engine, layer, indices, PROMOTED);
  return {
    ...{ layer, pos, list, added, answer: { id: target, text: token(target) } },
    chosen: added.indexOf(Math.max(...added)),
    promoted: promoted.map(({ up, down }) => ({ up: up.map(text), down: down.map(text) })),
  };
}

const named = (cell: LensCell, token: (id: number) => string) => ({
  ...cell,
  top: cell.top.map((guess) => ({ ...guess, text: token(guess.id) })),
  target: { ...cell.target, text: token(cell.target.id) },
});

function best<T>(list: readonly T[], score: (one: T) => number): T {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error('nothing to choose from');
  return rest.reduce((top, one) => (score(one) > score(top) ? one : top), first);
}

/** Every number in five figures: what a picture shows, and no more. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'number' && !Number.isInteger(each) ? Number(each.toPrecision(5)) : each,
    ),
  ) as T;
}

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredBlock())}\n`);
