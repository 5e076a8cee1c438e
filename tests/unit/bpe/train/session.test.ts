import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteLimit,
  endMark,
  mergeLimit,
  openTraining,
  type TrainingSession,
  type TrainingSettings,
} from '#lib/bpe/train/index.ts';

const words: TrainingSettings = {
  reading: 'words',
  ties: 'first',
  merges: mergeLimit,
  vocabulary: null,
  once: true,
};
const bytes: TrainingSettings = { ...words, reading: 'bytes', ties: 'smallest' };
const example = 'older×3 finest×9 lowest×4';

function go(session: TrainingSession, goal: number): TrainingSession {
  while (session.toward(goal));
  return session;
}

describe('openTraining(text, settings)', () => {
  test('draws the words of the example with their counts and what is next', () => {
    const { words: drawn, pairs, ties, ...view } = go(openTraining(example, words), 1).view();
    expect(view).toMatchObject({ at: 1, tokens: 96, startTokens: 109, characters: 93, stop: null });
    expect(view).toMatchObject({ vocabulary: 13, alphabet: 12, undrawn: 0, clipped: false });
    expect(ties).toBe(2);
    expect(pairs[0]).toEqual({ left: 'es', right: 't', count: 13, before: 0 });
    expect(pairs[1]).toEqual({ left: 't', right: endMark, count: 13, before: null });
    expect(view.changed).toEqual({ more: 3, less: 0, gone: 4 });
    expect(drawn.map(({ count }) => count)).toEqual([3, 9, 4]);
    expect(drawn[1]?.groups.flatMap(({ tokens }) => tokens)).toEqual([
      { text: 'f', mark: null },
      { text: 'i', mark: null },
      { text: 'n', mark: null },
      { text: 'es', mark: 'next' },
      { text: 't', mark: 'next' },
      { text: endMark, mark: null },
    ]);
  });

  test('lists the merges from one on', () => {
    const session = go(openTraining(example, words), 3);
    expect(session.rows(1)).toEqual([
      { left: 'es', right: 't', made: 'est', count: 13, tokens: 83 },
      { left: 'est', right: endMark, made: `est${endMark}`, count: 13, tokens: 70 },
    ]);
  });

  test('groups the bytes of one character until they are merged', () => {
    const drawn = (at: number) => go(openTraining('中中中', bytes), at).view().words[0]?.groups[0];
    expect(drawn(0)?.text).toBe('中');
    expect(drawn(0)?.tokens.map(({ text }) => text)).toEqual(['E4', 'B8', 'AD']);
    expect(drawn(2)?.tokens.map(({ text }) => text)).toEqual(['中']);
  });

  test('names tokens that are no whole characters by their bytes', () => {
    const session = go(openTraining('中中不不', { ...bytes, ties: 'first' }), 99);
    expect(session.rows(0).map(({ left, right, made }) => [left, right, made])).toEqual([
      ['<E4>', '<B8>', '<E4\u202fB8>'],
      ['<E4\u202fB8>', '<AD>', '中'],
      ['<E4\u202fB8>', '<8D>', '不'],
    ]);
    const across = go(openTraining('a中 a中', bytes), 1).rows(0);
    expect(across).toHaveLength(1);
  });

  test('merges asked beyond what the text gives end at its end, and say why', () => {
    const view = go(openTraining(example, words), 5_000).view();
    expect(view).toMatchObject({ at: 14, stop: 'nothing', most: 14, tokens: 16 });
    const once = go(openTraining('abcd abxy', words), 5_000).view();
    expect(once).toMatchObject({ at: 1, stop: 'once' });
    const three = go(openTraining(example, { ...words, merges: 3 }), 5_000).view();
    expect(three).toMatchObject({ at: 3, stop: 'merges' });
    const size = go(openTraining(example, { ...words, vocabulary: 14 }), 5_000).view();
    expect(size).toMatchObject({ at: 2, vocabulary: 14, stop: 'vocabulary' });
  });

  test('more than the limit of merges is not to be had', () => {
    const view = openTraining(example, { ...words, merges: 1e9 }).view();
    expect(view.most).toBeLessThanOrEqual(mergeLimit);
  });

  test('a jump leads where steps lead, there and back', () => {
    const text = fc.stringMatching(/^[ab c]{0,80}$/);
    const jumps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(text, jumps, fc.constantFrom(words, bytes), (s, goals, settings) => {
        const jumping = openTraining(s, settings);
        for (const goal of goals) {
          go(jumping, goal);
          const straight = go(openTraining(s, settings), goal);
          expect(jumping.rows(0)).toEqual(straight.rows(0));
          const { pairs, changed: _, ...view } = jumping.view();
          const { pairs: expected, changed: __, ...rest } = straight.view();
          expect(view).toEqual(rest);
          const counts = (list: typeof pairs) => list.map(({ before: _, ...pair }) => pair);
          expect(counts(pairs)).toEqual(counts(expected));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('starting afresh on the way back leads to the same', () => {
    const text = Array.from({ length: 400 }, (_, i) => `w${(i * i) % 997}x${i % 7}`).join(' ');
    const all = { ...bytes, once: false };
    const session = go(openTraining(text, all), 150);
    expect(session.at).toBe(150);
    expect(go(session, 10).at).toBe(10);
    expect(session.view().pairs.map(({ count }) => count)).toEqual(
      go(openTraining(text, all), 10)
        .view()
        .pairs.map(({ count }) => count),
    );
  });

  test.each(['', ' ', 'a', ' \n\t ', '\ud800', '<|endoftext|>', 'שלום 中文 😉 é'])(
    'takes %j in both readings',
    (text) => {
      for (const settings of [words, bytes]) {
        const view = go(openTraining(text, settings), 100).view();
        expect(view.stop).not.toBeNull();
        expect(view.tokens).toBeLessThanOrEqual(view.startTokens);
      }
    },
  );

  test('takes the first 5 MB, no character cut', () => {
    const view = openTraining('é'.repeat(byteLimit / 2 + 1), bytes).view();
    expect(view).toMatchObject({ clipped: true, characters: byteLimit / 2 });
    const whole = openTraining(`${'é'.repeat(byteLimit / 2 - 1)}中`, bytes).view();
    expect(whole).toMatchObject({ clipped: true, characters: byteLimit / 2 - 1 });
    expect(openTraining('a'.repeat(byteLimit), bytes).view().clipped).toBe(false);
  });

  test.each(['a', ' ', '中', 'ab'])('the picture of a megabyte of %j stays small', (letter) => {
    const text = letter.repeat(1_000_000 / Buffer.byteLength(letter));
    for (const settings of [words, bytes]) {
      const session = openTraining(text, settings);
      for (const goal of [0, 1, mergeLimit]) {
        expect(JSON.stringify(go(session, goal).view()).length).toBeLessThan(100_000);
      }
      expect(JSON.stringify(session.rows(0)).length).toBeLessThan(100_000);
    }
  });
});
