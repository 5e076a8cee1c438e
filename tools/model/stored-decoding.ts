/**
 * Makes src/lib/embedded/decoding.json: the distributions and scores that the lesson on decoding is
 * drawn from before any model is loaded. Run it again when the teaching model changes:
 *
 *   npm run stored-decoding
 */
import { writeFile } from 'node:fs/promises';
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import {
  binEnds,
  entropyOf,
  nextStep,
  storePieces,
  storeStep,
  type NextStep,
  type StoredDecoding,
} from '../../src/lib/distribution/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { defaultStride, scoreText } from '../../src/lib/scoring/index.ts';
import { CANDIDATES, PASSAGE, PROMPT } from './decoding-texts.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/decoding.json', import.meta.url);
const WRITTEN = 14;
const SEED = 3;
/** The first ranks stand alone, so that what is said of them is exact. */
const [ALONE, BINS] = [50, 40];

/** Computes all of it with the teaching model. */
export function makeStoredDecoding(): Promise<StoredDecoding> {
  return withTeachingModel(async (engine, tokenizer) => {
    const { vocab_size: V, n_positions: positions } = engine.info.config;
    const ends = binEnds(V, ALONE, BINS);
    const stepAt = stepsOf(engine, tokenizer);
    const written = await engine.generate(read(tokenizer, PROMPT), {
      ...{ strategy: 'sample', seed: SEED, topK: 40, maxNewTokens: WRITTEN },
      stopAtEnd: false,
    });
    const { ids } = written;
    const steps: NextStep[] = [];
    for (let at = 1; at <= ids.length; at++)
      steps.push(await stepAt(ids.slice(0, at), ids[at] ?? null));
    const prompts = [];
    for (const text of CANDIDATES)
      prompts.push({ text, step: await stepAt(read(tokenizer, text), null) });
    prompts.sort((a, b) => entropyOf(b.step.all) - entropyOf(a.step.all));
    const [flat, peaked] = [prompts[0], prompts.at(-1)];
    if (!flat || !peaked) throw new Error('no prompts to choose from');
    const stored = ({ text, step }: typeof flat) => ({ text, step: storeStep(step, ends) });
    return {
      ...{ model: 'teaching', command: 'npm run stored-decoding', vocabulary: V, positions, ends },
      writing: {
        ...{ text: PROMPT, seed: SEED, pieces: storePieces(tokenizer.pieces(ids)) },
        writtenFrom: ids.length - written.newIds.length,
        steps: steps.map((step) => storeStep(step, ends)),
      },
      ...{ flat: stored(flat), peaked: stored(peaked), candidates: CANDIDATES.length },
      scored: await scored(engine, tokenizer),
    };
  });
}

/** What could come after some ids, and what came. */
function stepsOf(engine: Engine, tokenizer: Tokenizer) {
  return async (ids: readonly number[], taken: number | null): Promise<NextStep> => {
    const { logits } = await engine.run(ids);
    return nextStep(logits.data, taken, (id) => tokenizer.tokenText(id));
  };
}

async function scored(engine: Engine, tokenizer: Tokenizer): Promise<StoredDecoding['scored']> {
  const window = engine.info.config.n_positions;
  const ids = read(tokenizer, PASSAGE);
  const scores = await scoreText(engine, ids);
  return {
    ...{ text: PASSAGE, window, stride: defaultStride(window) },
    pieces: storePieces(tokenizer.pieces(ids)),
    scores: scores.map(({ logprob, rank, entropy }) => [
      ...([Number(logprob.toPrecision(5)), rank, Number(entropy.toPrecision(4))] as const),
    ]),
  };
}

const read = (tokenizer: Tokenizer, text: string): number[] => [
  tokenizer.eosId ?? 0,
  ...tokenizer.encode(text),
];

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredDecoding())}\n`);
