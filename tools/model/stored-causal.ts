/**
 * Makes src/lib/embedded/causal.json: pairs of prompts on which the teaching model's answer flips, found
 * by measurement, and what the causal tools show of the best of them before any model is loaded. Run
 * it again when the teaching model changes:
 *
 *   npm run stored-causal
 */
import { writeFile } from 'node:fs/promises';
import {
  ablationEdits,
  ablationSweep,
  answerToken,
  attribute,
  bestToken,
  compare,
  logitDifference,
  patchBase,
  PATCH_KINDS,
  patchSweep,
  readPrompt,
  readSide,
  samePart,
} from '../../src/lib/causal/index.ts';
import type {
  PairText,
  Part,
  Prompt,
  StoredCausal,
  StoredPair,
  StoredPrompt,
  StoredSweep,
  Sweep,
} from '../../src/lib/causal/index.ts';
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { candidatePairs } from './causal-candidates.ts';
import { storedLooks } from './causal-looks.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/causal.json', import.meta.url);
const LONGEST = 32;
/** Of each kind of pair, and of all. */
const KEPT_OF_A_KIND = 2;
const KEPT = 8;
/** A flip counts from so many logits on, on both sides. */
const CLEAR = 0.5;
const NEW_TOKENS = 16;
/** The word that decides stands so many tokens before the end at least: it must be carried there. */
const DISTANCE = 3;
/** So many of the clearest pairs are swept for the one that a single head decides. */
const SWEPT = 24;

/** Searches, then runs every tool on the best pair. */
export function makeStoredCausal(): Promise<StoredCausal> {
  return withTeachingModel(async (engine, tokenizer) => {
    const { n_layer: layers, n_head: heads } = engine.info.config;
    const candidates = candidatePairs();
    const working = await workingPairs(engine, tokenizer, candidates);
    const pair = await mostTelling(engine, working.slice(0, SWEPT));
    const pairs = bestOf([pair, ...working]);
    const answers = { a: pair.a.id, b: pair.b.id };
    const ids = pair.clean.ids;
    const text = (id: number): string => tokenizer.tokenText(id);

    const zero = await ablationSweep(engine, ids, answers, 'zero');
    const mean = await ablationSweep(engine, ids, answers, 'mean');
    const strongest = strongestHead(zero);
    const edits = ablationEdits([{ part: strongest, how: 'zero' }]);
    const original = await readSide(engine, ids, { edits: [], newTokens: NEW_TOKENS });
    const edited = await readSide(engine, ids, { edits, newTokens: NEW_TOKENS });
    const lab = compare(original, edited, answers, 6);
    const patching = { clean: ids, corrupted: pair.corrupted.ids, answers };
    const base = await patchBase(engine, patching, PATCH_KINDS);
    const patch = async (kind: (typeof PATCH_KINDS)[number]): Promise<number[]> =>
      (await patchSweep(engine, patching, base, kind)).map(figures);
    const attribution = await attribute(engine, ids, answers);

    return {
      ...{ model: 'teaching', command: 'npm run stored-causal', layers, heads },
      tried: candidates.length,
      pairs,
      lab: {
        ...{ layer: strongest.layer, head: strongest.head },
        next: lab.next.map((each) => ({ ...rounded(each), text: text(each.id) })),
        answers: lab.answers.map((each) => ({ ...rounded(each), text: text(each.id) })),
        difference: figures(lab.difference),
        change: figures(lab.effect.change),
        kl: figures(lab.effect.kl),
        losses: rounded(lab.losses),
        written: {
          original: tokenizer.decode(lab.written.original),
          edited: tokenizer.decode(lab.written.edited),
        },
      },
      sweep: {
        difference: figures(zero.difference),
        zero: storedSweep(zero, text),
        mean: storedSweep(mean, text),
      },
      patch: {
        resid: await patch('resid'),
        attn: await patch('attn'),
        mlp: await patch('mlp'),
        z: await patch('z'),
      },
      attribution: {
        terms: rounded(attribution.terms),
        sum: attribution.sum,
        difference: attribution.difference,
      },
      looks: await storedLooks(engine, tokenizer, working),
    };
  });
}

/** The pairs of equal length whose logit difference clearly flips, the clearest first. */
async function workingPairs(
  engine: Engine,
  tokenizer: Tokenizer,
  candidates: readonly PairText[],
): Promise<StoredPair[]> {
  const found: StoredPair[] = [];
  for (const candidate of candidates) {
    const clean = readPrompt(tokenizer, candidate.clean, LONGEST);
    const corrupted = readPrompt(tokenizer, candidate.corrupted, LONGEST);
    const [a, b] = [answerToken(tokenizer, candidate.a), answerToken(tokenizer, candidate.b)];
    if (clean.ids.length !== corrupted.ids.length || clean.cut || corrupted.cut) continue;
    if (!a?.whole || !b?.whole || !decidesBefore(clean, corrupted)) continue;
    const answers = { a: a.id, b: b.id };
    const after = (await engine.run(clean.ids)).logits.data;
    const afterOther = (await engine.run(corrupted.ids)).logits.data;
    const cleanDifference = logitDifference(after, answers);
    const corruptedDifference = logitDifference(afterOther, answers);
    if (cleanDifference < CLEAR || corruptedDifference > -CLEAR) continue;
    found.push({
      ...{ id: candidate.id, kind: candidate.kind },
      ...{ clean: stored(clean), corrupted: stored(corrupted) },
      a: { id: a.id, text: a.text },
      b: { id: b.id, text: b.text },
      cleanDifference: figures(cleanDifference),
      corruptedDifference: figures(corruptedDifference),
      first: bestToken(after) === a.id && bestToken(afterOther) === b.id,
    });
  }
  return found.sort((x, y) => Number(y.first) - Number(x.first) || clearness(y) - clearness(x));
}

/** Whether the prompts are the same in the last tokens: the answer cannot be read off there. */
const decidesBefore = ({ ids }: Prompt, other: Prompt): boolean =>
  ids.slice(-DISTANCE).every((id, i) => id === other.ids.at(i - DISTANCE));

/** The pair in which one head, switched off, takes the largest part of the difference away. */
async function mostTelling(engine: Engine, pairs: readonly StoredPair[]): Promise<StoredPair> {
  let best: { pair: StoredPair; part: number } | null = null;
  for (const pair of pairs) {
    const answers = { a: pair.a.id, b: pair.b.id };
    const sweep = await ablationSweep(engine, pair.clean.ids, answers, 'zero');
    const head = strongestHead(sweep);
    const change = changeOf(sweep, head);
    const part = -change / pair.cleanDifference;
    if (best === null || part > best.part) best = { pair, part };
  }
  if (best === null) throw new Error('no pair of prompts works on this model');
  return best.pair;
}

const changeOf = ({ parts }: Sweep, part: Part): number =>
  parts.find((each) => samePart(each.part, part))?.effect.change ?? NaN;

const clearness = (pair: StoredPair): number =>
  Math.min(pair.cleanDifference, -pair.corruptedDifference);

/** The best of each kind, and no word that decides twice. */
function bestOf(working: readonly StoredPair[]): StoredPair[] {
  const kept: StoredPair[] = [];
  const word = ({ clean, corrupted }: StoredPair): string =>
    clean.tokens.filter((token, t) => token !== corrupted.tokens[t]).join();
  for (const pair of working) {
    const same = kept.filter(({ kind }) => kind === pair.kind);
    if (kept.length === KEPT || same.length === KEPT_OF_A_KIND) continue;
    if (!same.some((each) => word(each) === word(pair))) kept.push(pair);
  }
  return kept;
}

/** The head whose ablation costs most of the logit difference. */
function strongestHead({ parts }: Sweep): { kind: 'head'; layer: number; head: number } {
  const heads = parts.flatMap(({ part, effect }) =>
    part.kind === 'head' ? [{ part, change: effect.change }] : [],
  );
  const [worst] = heads.sort((x, y) => x.change - y.change);
  if (worst === undefined) throw new Error('a model without heads');
  return worst.part;
}

const storedSweep = ({ parts }: Sweep, text: (id: number) => string): StoredSweep => ({
  change: parts.map(({ effect }) => figures(effect.change)),
  logProbability: parts.map(({ effect }) => figures(effect.logProbability)),
  kl: parts.map(({ effect }) => figures(effect.kl)),
  best: parts.map(({ effect }) => text(effect.best)),
});

const stored = ({ text, ids, tokens }: Prompt): StoredPrompt => ({ text, ids, tokens });

/** Four significant figures are enough for a drawing; whole numbers stay. */
const figures = (x: number): number => (Number.isInteger(x) ? x : Number(x.toPrecision(4)));
const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, x: unknown) => (typeof x === 'number' ? figures(x) : x)),
  ) as T;

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredCausal())}\n`);
