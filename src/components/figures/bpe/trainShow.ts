/** How the training figure puts things: sentences, numbers, presets. */
import { shorten, visible, visibleText, type Stretch } from '#components/charts/spaces.ts';
import type { FigureData } from '#components/figures/frame/figure.ts';
import {
  endMark,
  mergeLimit,
  type Reading,
  type TrainingSettings,
  type TrainingView,
} from '#lib/bpe/train/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t, type MessageKey } from '#lib/i18n/translate.ts';
import type { BpeTraining } from '#lib/state/bpe-trainer.svelte.ts';

export const startSettings: TrainingSettings = {
  reading: 'words',
  ties: 'first',
  merges: mergeLimit,
  vocabulary: null,
  once: true,
};

/** The rule of ties that belongs to a reading: the paper's program, and the usual trainer of bytes. */
export const usualTies = { words: 'first', bytes: 'smallest' } as const;

interface Preset {
  readonly key: MessageKey;
  readonly words: string;
  readonly bytes: string;
}

const times = (word: string, n: number): string => Array.from({ length: n }, () => word).join(' ');

const paper = [times('low', 5), times('lower', 2), times('newest', 6), times('widest', 3)];
const older = [times('older', 3), times('finest', 9), times('lowest', 4)];
const analects =
  '学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？学而不思则罔，思而不学则殆。';

/** The same texts for both readings: words with counts, or written out. */
export const presets: readonly Preset[] = [
  {
    key: 'bpeTrain.example.older',
    words: 'older×3 finest×9 lowest×4',
    bytes: older.join(' '),
  },
  {
    key: 'bpeTrain.example.paper',
    words: 'low×5 lower×2 newest×6 widest×3',
    bytes: paper.join(' '),
  },
  { key: 'bpeTrain.example.letters', words: 'aaabdaaabac', bytes: 'aaabdaaabac' },
  { key: 'bpeTrain.example.chinese', words: analects, bytes: analects },
];

/** A preset follows the reading; what the reader wrote stays as it is. */
export function textFor(text: string, reading: Reading): string {
  const preset = presets.find(({ words, bytes }) => words === text || bytes === text);
  return preset?.[reading] ?? text;
}

/** A token's text for the eye; the mark for the end of a word is a sign like that of a space. */
export function tokenStretches(text: string, reading: Reading): Stretch[] {
  if (reading !== 'words' || !text.endsWith(endMark)) return visible(text);
  const before = text.slice(0, -endMark.length);
  return [...(before === '' ? [] : visible(before)), { text: endMark, sign: true }];
}

export const count = (n: number): string => n.toLocaleString('en');

/** A token in a sentence: what is invisible as signs, a long one cut. */
const spelt = (text: string): string => visibleText(shorten(text, 16));

/** Why training stands where it stands; null where it can go on. */
export function stopSentence(lang: Lang, { stop, at, vocabulary }: TrainingView): string | null {
  if (stop === null) return null;
  return t(lang, `bpeTrain.stopped.${stop}`, { at: count(at), vocabulary: count(vocabulary) });
}

/** What the last step did, and what stands in the way of the next. */
export function statusSentences(lang: Lang, training: BpeTraining): string[] {
  const { view, wish, rows } = training;
  if (view.startTokens === 0) return [t(lang, 'bpeTrain.text.empty')];
  const last = rows[view.at - 1];
  const said: string[] = [];
  if (last === undefined) {
    const start = { tokens: count(view.tokens), vocabulary: count(view.alphabet) };
    said.push(t(lang, 'bpeTrain.status.start', start));
  } else {
    const [left, right, made] = [last.left, last.right, last.made].map(spelt);
    const merge = { left: left ?? '', right: right ?? '', made: made ?? '' };
    const numbers = { at: count(view.at), count: count(last.count) };
    said.push(t(lang, 'bpeTrain.status.merge', { ...merge, ...numbers }));
    said.push(t(lang, 'bpeTrain.status.changed', view.changed));
  }
  const stopped = stopSentence(lang, view);
  if (stopped !== null) {
    const asked = { asked: count(wish.at), at: count(view.at) };
    if (wish.at > view.at) said.push(t(lang, 'bpeTrain.asked', asked));
    said.push(stopped);
  }
  return said;
}

/** Which pair is next, and which rule says so; null where none is. */
export function pairsSentence(lang: Lang, view: TrainingView): string | null {
  const [best] = view.pairs;
  if (best === undefined) return t(lang, 'bpeTrain.pairs.none');
  if (view.stop !== null) return null;
  const pair = { left: spelt(best.left), right: spelt(best.right) };
  const numbers = { n: count(view.ties), count: count(best.count) };
  const rule = t(lang, `bpeTrain.ties.${view.settings.ties}`);
  return view.ties > 1
    ? t(lang, 'bpeTrain.pairs.tie', { ...pair, ...numbers, rule })
    : t(lang, 'bpeTrain.pairs.best', { ...pair, ...numbers });
}

/** The pairs of a step as the figure's table; they are put in words when they are asked for. */
export function pairTable(lang: Lang, view: () => TrainingView): FigureData {
  return {
    get columns() {
      return (['left', 'right', 'count', 'before'] as const).map((key) => ({
        key,
        label: t(lang, `bpeTrain.column.${key}`),
      }));
    },
    get rows() {
      return view().pairs.map(({ left, right, count, before }) => [
        visibleText(left),
        visibleText(right),
        count,
        before ?? count,
      ]);
    },
  };
}
