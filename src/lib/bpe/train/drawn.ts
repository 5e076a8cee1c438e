import { toBytes } from '../bytes.ts';
import { groupPieces } from '../pieces.ts';
import type { Corpus } from './corpus.ts';
import { createNamer, shorten } from './names.ts';
import type { Reading } from './session.ts';
import type { PairCount, Trainer } from './trainer.ts';

/** A token as it is drawn: `made` by the last merge, or half of a pair that is merged `next`. */
export interface DrawnToken {
  /** What is shown of it; of a token that is only a part of a character, its bytes: 'E6 88'. */
  readonly text: string;
  readonly mark: 'made' | 'next' | null;
}

/** Tokens that only together are whole characters; mostly a single one. */
export interface DrawnGroup {
  readonly text: string;
  readonly tokens: readonly DrawnToken[];
}

export interface DrawnWord {
  /** How often it occurs; 1 for each word of running text. */
  readonly count: number;
  readonly groups: readonly DrawnGroup[];
  /** Only its beginning is drawn. */
  readonly cut: boolean;
}

/** How much of the text is drawn, in symbols at the start: the same stretch at every step. */
const drawnSymbols = 400;

/** The beginning of the text: the different words with their counts, or the pieces as they run. */
export function drawWords(trainer: Trainer, reading: Reading, next: PairCount | null): DrawnWord[] {
  const { corpus } = trainer;
  const made = trainer.merges.at(-1)?.id ?? -1;
  return beginning(corpus).map((word) => {
    const whole = trainer.word(word);
    const ids = firstTokens(trainer, whole);
    const marks = markTokens(ids, made, next);
    const draw = reading === 'bytes' ? drawBytes : drawCharacters;
    return {
      count: reading === 'words' ? (corpus.counts[word] ?? 0) : 1,
      groups: draw(trainer, ids, marks),
      cut: ids.length < whole.length,
    };
  });
}

type Mark = DrawnToken['mark'];

/** The words up to `drawnSymbols`, and at least one. */
function beginning({ running, starts }: Corpus): number[] {
  const words: number[] = [];
  let symbols = 0;
  for (const word of running) {
    symbols += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
    if (symbols > drawnSymbols && words.length > 0) break;
    words.push(word);
  }
  return words;
}

/** The tokens that begin within the first `drawnSymbols` of a word. */
function firstTokens(trainer: Trainer, ids: readonly number[]): readonly number[] {
  let characters = 0;
  const end = ids.findIndex((id) => {
    const beyond = characters >= drawnSymbols;
    characters += trainer.text(id).length;
    return beyond;
  });
  return end === -1 ? ids : ids.slice(0, end);
}

/** Marks what the last merge made, and the pairs that the next one joins, from the left. */
function markTokens(ids: readonly number[], made: number, next: PairCount | null): Mark[] {
  const marks = ids.map((id): Mark => (id === made ? 'made' : null));
  if (next === null) return marks;
  for (let i = 0; i + 1 < ids.length; i++) {
    if (ids[i] !== next.left || ids[i + 1] !== next.right) continue;
    marks[i] = 'next';
    marks[++i] = 'next';
  }
  return marks;
}

function drawCharacters(
  trainer: Trainer,
  ids: readonly number[],
  marks: readonly Mark[],
): DrawnGroup[] {
  const name = createNamer('words');
  return ids.map((id, i) => {
    const text = name(trainer.text(id));
    return { text, tokens: [{ text, mark: marks[i] ?? null }] };
  });
}

function drawBytes(trainer: Trainer, ids: readonly number[], marks: readonly Mark[]): DrawnGroup[] {
  /** A very long token by its two ends, which are what the neighbours meet. */
  const bytesOf = (id: number): Uint8Array => {
    const text = trainer.text(id);
    return toBytes(text.length > 500 ? text.slice(0, 300) + text.slice(-100) : text);
  };
  return groupPieces(ids, bytesOf, () => false).map(({ text, start, fragments }) => ({
    text: shorten(text),
    tokens: fragments.map(({ bytes }, i) => ({
      text: shorten(fragments.length > 1 ? bytes : text),
      mark: marks[start + i] ?? null,
    })),
  }));
}
