/**
 * Makes src/lib/embedded/decoding-lab.json, the run with which the decoding lab opens before any model
 * is loaded. Run it again when the teaching model changes:
 *
 *   npm run stored-decoding-lab
 */
import { writeFile } from 'node:fs/promises';
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { FIRST, PRESETS } from '../../src/lib/state/decoding-lab/presets.ts';
import type { Root } from '../../src/lib/state/decoding-lab/branches.ts';
import { settingsOf, understand, type Usable } from '../../src/lib/state/decoding-lab/settings.ts';
import { drawsTexts, runSeed, spreadOf } from '../../src/lib/state/decoding-lab/spread.ts';
import {
  packRun,
  packToken,
  type StoredColumn,
  type StoredLab,
} from '../../src/lib/state/decoding-lab/stored.ts';
import { write } from '../../src/lib/state/decoding-lab/write.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/decoding-lab.json', import.meta.url);
const PROMPT = 'The old man looked at the sea and';
const SEED = 1;
const COUNT = 40;
const SEEDS = 30;

/** Writes with the first columns' strategies, and with many seeds where they draw. */
export function makeStoredLab(seeds = SEEDS): Promise<StoredLab> {
  return withTeachingModel(async (engine, tokenizer) => {
    const promptIds = [tokenizer.eosId ?? 0, ...tokenizer.encode(PROMPT)];
    const columns: StoredColumn[] = [];
    for (const name of FIRST)
      columns.push(await store({ engine, tokenizer, ids: promptIds, seeds }, name));
    const ids = columns.flatMap(({ tokens }) =>
      tokens.flatMap(([id, , , , , , , , top]) => [id, ...top.map(([other]) => other)]),
    );
    const names = [...new Set(ids)]
      .sort((a, b) => a - b)
      .map((id) => [id, tokenizer.tokenText(id)]);
    return {
      ...{ model: 'teaching', command: 'npm run stored-decoding-lab' },
      vocabulary: engine.info.config.vocab_size,
      ...{ prompt: PROMPT, promptIds, seed: SEED, count: COUNT, columns },
      names: Object.fromEntries(names) as StoredLab['names'],
    };
  });
}

interface Context {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
  readonly ids: readonly number[];
  readonly seeds: number;
}

async function store(
  { engine, tokenizer, ids, seeds }: Context,
  name: (typeof FIRST)[number],
): Promise<StoredColumn> {
  const config = PRESETS[name];
  const settings = usable(config);
  const job = { engine, settings, badWordsIds: [], ids, count: COUNT };
  const { signal } = new AbortController();
  const texts: Root[] = [];
  const one = { ...job, written: 0, seed: SEED, shared: () => false };
  await write(one, (written) => void texts.splice(0, texts.length, ...written), signal);
  const [text] = texts;
  if (!text) throw new Error(`nothing written: ${name}`);
  const runs = [];
  for (let i = 0; drawsTexts(settings) && i < seeds; i++) {
    const run = await runSeed({ ...job, seed: SEED + i }, signal);
    if (run !== null) runs.push(run);
  }
  const { selfBleu } = spreadOf(runs);
  return {
    config,
    stopped: text.stopped,
    tokens: text.tokens.flatMap((token) =>
      token.seen === null ? [] : [packToken(token, token.seen)],
    ),
    pieces: tokenizer.pieces(text.tokens.map(({ id }) => id)),
    runs: runs.map(packRun),
    selfBleu: selfBleu === null ? null : Number(selfBleu.toPrecision(5)),
  };
}

function usable(config: Parameters<typeof settingsOf>[0]): Usable {
  const understood = understand(settingsOf(config));
  if ('problems' in understood) throw new Error(JSON.stringify(understood.problems));
  return understood;
}

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredLab())}\n`);
