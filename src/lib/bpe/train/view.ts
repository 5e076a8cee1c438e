import type { Corpus } from './corpus.ts';
import { drawWords, type DrawnWord } from './drawn.ts';
import { createNamer } from './names.ts';
import type { TrainingSettings } from './session.ts';
import type { StopReason, Trainer } from './trainer.ts';

/** A merge as it is listed. */
export interface MergeRow {
  readonly left: string;
  readonly right: string;
  readonly made: string;
  /** How often the pair occurred. */
  readonly count: number;
  /** Tokens of the whole text after it. */
  readonly tokens: number;
}

export interface PairRow {
  readonly left: string;
  readonly right: string;
  readonly count: number;
  /** Its count before the last step, where that has changed it. */
  readonly before: number | null;
}

export interface TokenRow {
  readonly text: string;
  readonly count: number;
}

/** How a training stands, as plain data. */
export interface TrainingView {
  readonly settings: TrainingSettings;
  /** The text was longer than what is taken. */
  readonly clipped: boolean;
  /** Merges done. */
  readonly at: number;
  /** Tokens of the whole text now and at the start, and its characters without the marks. */
  readonly tokens: number;
  readonly startTokens: number;
  readonly characters: number;
  /** Different tokens there are, and how many of them were there at the start. */
  readonly vocabulary: number;
  readonly alphabet: number;
  /** The pairs in the order in which they would be merged; the first `pairLimit` of `pairCount`. */
  readonly pairs: readonly PairRow[];
  readonly pairCount: number;
  /** How many pairs share the highest count. */
  readonly ties: number;
  /** What the last step did to the counts of pairs. */
  readonly changed: { readonly more: number; readonly less: number; readonly gone: number };
  /** No more merges than these can come about, stop rules and all. */
  readonly most: number;
  /** Why there is no next merge; null where there is one. */
  readonly stop: StopReason | null;
  /** The tokens that occur, the most frequent first; the first `tokenLimit` of `tokenCount`. */
  readonly tokenRows: readonly TokenRow[];
  readonly tokenCount: number;
  /** The beginning of the text: different words with counts, or words as they run. */
  readonly words: readonly DrawnWord[];
  /** Words that are not drawn: different ones, or of the running text. */
  readonly undrawn: number;
}

const pairLimit = 200;
const tokenLimit = 200;

/** What stays the same while a text is trained on. */
export interface ViewContext {
  readonly settings: TrainingSettings;
  readonly clipped: boolean;
  readonly startTokens: number;
}

/** Takes the picture of a training; costs a look at each pair that ever was. */
export function viewOf(trainer: Trainer, context: ViewContext): TrainingView {
  const { settings } = context;
  const { corpus, merges } = trainer;
  const named = createNamer(settings.reading);
  const name = (id: number): string => named(trainer.text(id));
  const changes = trainer.changes();
  const before = new Map(changes.map((pair) => [`${pair.left} ${pair.right}`, pair.before]));
  const next = trainer.next();
  const tokens = tokensByCount(trainer);
  const words = drawWords(trainer, settings.reading, typeof next === 'string' ? null : next);
  return {
    ...context,
    at: merges.length,
    tokens: trainer.tokens,
    characters: corpus.characters,
    vocabulary: trainer.vocabulary,
    alphabet: corpus.alphabet.length,
    pairs: trainer.pairs(pairLimit).map(({ left, right, count }) => ({
      left: name(left),
      right: name(right),
      count,
      before: before.get(`${left} ${right}`) ?? null,
    })),
    pairCount: trainer.pairCount,
    ties: trainer.ties(),
    changed: {
      more: changes.filter(({ count, before }) => count > before).length,
      less: changes.filter(({ count, before }) => count > 0 && count < before).length,
      gone: changes.filter(({ count }) => count === 0).length,
    },
    most: typeof next === 'string' ? merges.length : mostMerges(corpus, settings),
    stop: typeof next === 'string' ? next : null,
    tokenRows: tokens
      .slice(0, tokenLimit)
      .map((id) => ({ text: name(id), count: trainer.count(id) })),
    tokenCount: tokens.length,
    words,
    undrawn: wordCount(corpus, settings) - words.length,
  };
}

/** Each merge makes the words shorter by one place at least, down to one place a word. */
function mostMerges({ symbols, counts, alphabet }: Corpus, settings: TrainingSettings): number {
  const rule = settings.vocabulary === null ? Infinity : settings.vocabulary - alphabet.length;
  return Math.max(Math.min(symbols.length - counts.length, settings.merges, rule), 0);
}

/** Different words, or words of the running text. */
function wordCount({ counts }: Corpus, { reading }: TrainingSettings): number {
  return reading === 'words' ? counts.length : counts.reduce((a, b) => a + b, 0);
}

/** The tokens that occur, the most frequent first, then by id. */
function tokensByCount(trainer: Trainer): number[] {
  return Array.from({ length: trainer.vocabulary }, (_, id) => id)
    .filter((id) => trainer.count(id) > 0)
    .toSorted((a, b) => trainer.count(b) - trainer.count(a) || a - b);
}
