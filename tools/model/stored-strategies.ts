/**
 * Makes src/lib/embedded/strategies.json, the distributions that the figures of penalties, cuts and
 * their order work on before any model is loaded. Run it again when the teaching model changes:
 *
 *   npm run stored-strategies
 */
import { writeFile } from 'node:fs/promises';
import { contrastiveScores } from '../../src/lib/sampling/index.ts';
import { promptOf } from '../../src/lib/state/greedy-text.ts';
import {
  readCandidates,
  readMoment,
  storeMoment,
  type ContrastChoice,
  type Loaded,
  type Moment,
} from '../../src/lib/state/moment.ts';
import {
  CONTRAST_K,
  FIRST_ALPHA,
  FIRST_ORDER,
  FIRST_PENALTY,
  WRITTEN_BEFORE,
  type StoredStrategies,
} from '../../src/lib/state/stored-strategies.ts';
import { applyInOrder, inStatedOrder, penalized } from '../../src/lib/strategies/index.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/strategies.json', import.meta.url);
const REPEATING = [
  'The king said to the queen',
  'The sea was',
  'I do not know what to say, but',
  'He walked and walked and',
];
const OPENINGS = [
  'The old man looked at the',
  'The children ran into the',
  'In the middle of the forest stood a',
  'She put the bread on the',
  'The ship sailed across the',
];
const CONTRASTED = [
  'The king said to the queen, and the queen said to the',
  'He walked and walked and',
  'I do not know what to say, and I do not',
  'The sea was blue, and the sky was',
  'She looked at the boy, and the boy looked at',
];

export function makeStoredStrategies(): Promise<StoredStrategies> {
  return withTeachingModel(async (engine, tokenizer) => {
    const loaded = { engine, tokenizer };
    const moments: Moment[] = [];
    for (const text of OPENINGS) moments.push(await readMoment(loaded, text));
    const [open] = moments.toSorted((a, b) => apart(b) - apart(a));
    if (open === undefined) throw new RangeError('no openings');
    const texts: Moment[] = [];
    for (const text of REPEATING) texts.push(await readMoment(loaded, text, WRITTEN_BEFORE));
    const repeating = texts.find(isMoved) ?? texts[0];
    if (repeating === undefined) throw new RangeError('no repeating texts');
    const choices: ContrastChoice[] = [];
    for (const text of CONTRASTED) choices.push(await choiceAfter(loaded, text));
    const contrast = choices.find((choice) => winner(choice) > 0) ?? choices[0];
    if (contrast === undefined) throw new RangeError('no texts');
    return {
      ...{ model: 'teaching', command: 'npm run stored-strategies' },
      ...{ open: storeMoment(open), repeating: storeMoment(repeating), contrast },
    };
  });
}

/** How many tokens one order of the first settings keeps and the other does not. */
function apart({ logits }: Moment): number {
  const a = applyInOrder(logits, inStatedOrder(FIRST_ORDER)).p;
  const b = applyInOrder(logits, FIRST_ORDER).p;
  return a.reduce((sum, p, id) => sum + Number(p > 0 !== (b[id] ?? 0) > 0), 0);
}

/** Whether the first penalty gives the first place to another token. */
function isMoved(moment: Moment): boolean {
  const penalties = { repetition: FIRST_PENALTY, frequency: 0, presence: 0 };
  const [first, ...others] = penalized(moment.logits, moment, penalties, 14);
  return others.some(({ after }) => after.p > (first?.after.p ?? 1));
}

async function choiceAfter(loaded: Loaded, text: string): Promise<ContrastChoice> {
  const { ids, cut } = promptOf(loaded.tokenizer, text, 64);
  const found = await readCandidates(loaded, ids, CONTRAST_K);
  const candidates = found.map((candidate) => ({
    ...candidate,
    ...{ p: figures(candidate.p), penalty: figures(candidate.penalty) },
  }));
  const tokens = ids.map((id) => loaded.tokenizer.tokenText(id));
  return { text, ids, tokens, promptLength: ids.length, cut, candidates };
}

/** Which candidate contrastive search takes. */
function winner({ candidates }: ContrastChoice): number {
  const scores = contrastiveScores(
    candidates.map(({ p }) => p),
    candidates.map(({ penalty }) => penalty),
    FIRST_ALPHA,
  );
  return scores.indexOf(Math.max(...scores));
}

const figures = (x: number): number => Number(x.toPrecision(5));

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredStrategies())}\n`);
