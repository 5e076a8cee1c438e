import type { Lang } from '../i18n/languages.ts';

/** A change of a lesson that its readers may want to know of; typing errors and layout are none. */
export interface Update {
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  /** A correction: what stood here before was wrong. */
  readonly kind: 'new' | 'change' | 'correction';
  readonly text: Readonly<Record<Lang, string>>;
}

const entry = (kind: Update['kind'], date: string, en: string, zh: string): Update => ({
  date,
  kind,
  text: { en, zh },
});

const first = (date: string) => entry('new', date, 'First version.', '第一版。');

/**
 * What has changed in each lesson, newest first: the one place that “last updated” and the lists under
 * the lessons are made from. Whoever changes what a lesson says adds a line here.
 */
export const updates: Readonly<Record<number, readonly Update[]>> = {
  0: [first('2026-11-21')],
  1: [
    entry(
      'correction',
      '2026-11-21',
      'Not all of the tokens that BERT is asked about are blanked out: the text said so, and now says “most of them”.',
      'BERT 要回答的词元并不是全都挖掉了，原文说成了全都挖掉，现在改为“多半”。',
    ),
    first('2026-11-21'),
  ],
  2: [first('2026-11-21')],
  3: [
    entry(
      'change',
      '2026-11-21',
      'The examples are those of the new teaching model, and the guess about neighbours holds for any model.',
      '例子换成了新教学模型的；关于邻居的那道猜题，现在对任何模型都成立。',
    ),
    first('2026-11-21'),
  ],
  4: [first('2026-11-21')],
  5: [
    entry(
      'correction',
      '2026-11-21',
      'A sum of two equally long vectors is √2 times as long only if they have nothing to do with each other; the text left that out.',
      '两个一样长的向量，只有互不相干时，和才是 √2 倍长；原文漏了这个条件。',
    ),
    entry(
      'correction',
      '2026-11-21',
      'With the lens on the embedding, a token is often most like itself, not always.',
      '用透镜看嵌入时，词元往往最像自己，但不总是如此；原文说得太绝对。',
    ),
    first('2026-11-21'),
  ],
  6: [
    entry(
      'change',
      '2026-11-21',
      'Two more guesses, before the cuts and before contrastive search; the text says which of its statements hold only as a rule.',
      '在截断和对比搜索之前各加了一道猜题；只在一般情况下成立的说法，现在都注明了。',
    ),
    first('2026-11-21'),
  ],
};

/** The day of the last change of a lesson; undefined for a lesson without a history. */
export function lastUpdated(lesson: number): string | undefined {
  return updates[lesson]?.map(({ date }) => date).reduce((a, b) => (a > b ? a : b));
}
