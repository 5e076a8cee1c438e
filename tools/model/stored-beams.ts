/**
 * Makes src/lib/embedded/beams.json, what the figures of beam search, greedy loops and n-gram blocking
 * show before any model is loaded. Of some openings it takes those on which the model shows most. Run
 * it again when the teaching model changes:
 *
 *   npm run stored-beams
 */
import { writeFile } from 'node:fs/promises';
import { standings } from '../../src/lib/beams/index.ts';
import { findLoop, roundCurve, rounds } from '../../src/lib/repetition/index.ts';
import { BLOCKED_SIZES, storedText, type StoredBeams } from '../../src/lib/state/beam-stories.ts';
import {
  bestOf,
  growTree,
  type TreeSearch,
  type TreeSettings,
} from '../../src/lib/state/tree-grower.ts';
import { readPhrase, writeGreedy, type JudgedText } from '../../src/lib/state/greedy-text.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/beams.json', import.meta.url);
const SETTINGS: Omit<TreeSettings, 'text'> = {
  ...{ numBeams: 3, lengthPenalty: 1, earlyStopping: false, noRepeatNgramSize: 2 },
  ...{ ends: 'stop', steps: 9 },
};
const TREE_OPENINGS = [
  'The king said to his daughter that',
  'The little boy went to the',
  'She opened the door, and',
  'It was a dark night, and the',
  'He looked at her and',
  'The wolf said to the',
];
const LOOP_OPENINGS = [
  'I do not know what to say, but',
  'The king said to the queen',
  'Once upon a time there was a',
  'The sea was',
  'She said',
  'There was nothing to be seen but',
  'My name is',
  'The best thing about the school is',
];
const PHRASE = ' I do not know.';
const TIMES = 12;
const WRITTEN = 96;
const BLOCKED = 60;

export function makeStoredBeams(): Promise<StoredBeams> {
  return withTeachingModel(async (engine, tokenizer) => {
    const loaded = { engine, tokenizer };
    const searches: TreeSearch[] = [];
    for (const text of TREE_OPENINGS) searches.push(await growTree(loaded, { ...SETTINGS, text }));
    const texts: JudgedText[] = [];
    for (const text of LOOP_OPENINGS)
      texts.push(await writeGreedy(loaded, text, { count: WRITTEN }));
    const tree = most(searches, shownByTree);
    const greedy = most(texts, shownByLoop);
    const blocked: StoredBeams['blocked'][number][] = [];
    for (const n of BLOCKED_SIZES) {
      const options = { count: BLOCKED, noRepeatNgramSize: n, neverEnd: true };
      blocked.push({ n, ...storedText(await writeGreedy(loaded, greedy.text, options)) });
    }
    const phrase = await readPhrase(loaded, PHRASE, TIMES);
    const made: StoredBeams = {
      ...{ model: 'teaching', command: 'npm run stored-beams' },
      ...{ tree, greedy: storedText(greedy), phrase: storedText(phrase), blocked },
    };
    return JSON.parse(JSON.stringify(made, rounded)) as StoredBeams;
  });
}

/** More kinds of fates, bans among them, and a best text that was not always ahead: more to see. */
function shownByTree(search: TreeSearch): number {
  const best = bestOf(search);
  const all = standings(search.columns, { numBeams: search.settings.numBeams, best });
  const kinds = new Set(all.flat()).size;
  const bans = all.flat().filter((is) => is === 'banned').length;
  return best === null ? 0 : kinds + Math.min(bans, 3) / 2 + turns(search);
}

/** How often the leading text of a step continues another than the leading one of the step before. */
const turns = ({ columns }: TreeSearch): number =>
  columns.slice(1).filter(([first]) => first !== undefined && first.parent !== 0).length / 2;

/** Many rounds, of a phrase of some tokens, that grow more probable. */
function shownByLoop({ ids, logprobs }: JudgedText): number {
  const loop = findLoop(ids);
  if (loop === null || loop.period < 3) return 0;
  const { mean } = roundCurve(logprobs, loop);
  return rounds(loop) + 4 * ((mean.at(-1) ?? 0) - (mean[0] ?? 0));
}

function most<T>(all: readonly T[], of: (one: T) => number): T {
  const [first] = all.toSorted((a, b) => of(b) - of(a));
  if (first === undefined) throw new RangeError('nothing to choose from');
  return first;
}

const rounded = (_: string, x: unknown): unknown =>
  typeof x === 'number' && !Number.isInteger(x) ? Number(x.toPrecision(5)) : x;

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredBeams())}\n`);
