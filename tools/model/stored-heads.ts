/**
 * Makes src/lib/embedded/heads.json, all heads of the teaching model on one text, that the atlas and
 * the views of a head are drawn from before any model is loaded. Run it again when the teaching model
 * changes:
 *
 *   npm run stored-heads
 */
import { writeFile } from 'node:fs/promises';
import { repeatedTokens } from '../../src/lib/golden/heads.ts';
import { openHead, readHeads, type HeadsRun } from '../../src/lib/state/heads-run.ts';
import { packPatterns, storeScores, type StoredHeads } from '../../src/lib/state/stored-heads.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/heads.json', import.meta.url);
const TEXT = 'Tom and Lily went to the park. Tom saw a big dog. Lily saw the big dog too.';
const PERIOD = 50;
const SEED = 1;

/**
 * Looks at all heads. The one that is open at first has the largest previous-token or induction score
 * on random tokens.
 */
export function makeStoredHeads(): Promise<StoredHeads> {
  return withTeachingModel(async (engine, tokenizer) => {
    const { config } = engine.info;
    const ids = [config.eos_token_id, ...tokenizer.encode(TEXT)];
    const pieces = tokenizer.pieces(ids);
    const read = await readHeads(engine, ids);
    const period = Math.min(PERIOD, Math.floor((config.n_positions - 1) / 2));
    const random = await readHeads(engine, repeatedTokens({ tokenizer }, period, SEED));
    const kinds = random.scores.all.map(({ previousToken, induction }) =>
      Math.max(previousToken, induction),
    );
    const best = kinds.indexOf(Math.max(...kinds));
    const at = { layer: Math.floor(best / config.n_head), head: best % config.n_head };
    const run: HeadsRun = {
      ...{ live: null, repo: null, config, text: TEXT, ids, pieces, cut: false },
      ...read,
    };
    const { vectors } = await openHead(engine, run, at.layer, at.head);
    if (!vectors) throw new Error('a head that was opened has its vectors');
    const patterns = Array.from({ length: config.n_layer * config.n_head }, (_, i) => {
      const pattern = read.pattern(Math.floor(i / config.n_head), i % config.n_head);
      if (!pattern) throw new Error('the pattern of a short text is kept');
      return pattern;
    });
    return {
      ...{ model: 'teaching', command: 'npm run stored-heads', config, text: TEXT, ids, pieces },
      patterns: packPatterns(patterns, ids.length),
      scores: {
        all: storeScores(read.scores.all),
        withoutFirst: storeScores(read.scores.withoutFirst),
      },
      random: {
        ...{ period, seed: SEED },
        all: storeScores(random.scores.all),
        withoutFirst: storeScores(random.scores.withoutFirst),
      },
      open: {
        ...{ ...at, scale: Number(vectors.scale.toPrecision(8)) },
        q: [...vectors.q].map(figures),
        k: [...vectors.k].map(figures),
        v: [...vectors.v].map(figures),
      },
    };
  });
}

const figures = (x: number): number => Number(x.toPrecision(5));

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredHeads())}\n`);
