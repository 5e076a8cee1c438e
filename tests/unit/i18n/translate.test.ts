import { describe, expect, test } from 'vitest';
import { messages, t, type MessageKey } from '#lib/i18n/translate.ts';

const keys = Object.keys(messages.en) as MessageKey[];
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('t(lang, key, vars)', () => {
  test('fills the holes of a sentence in either language', () => {
    expect(t('en', 'figure.label', { n: 3 })).toBe('Figure 3');
    expect(t('zh', 'figure.label', { n: '2.1' })).toBe('图 2.1');
  });

  test('leaves a hole that it is given nothing for', () => {
    expect(t('en', 'figure.label')).toBe('Figure {n}');
    expect(t('en', 'figure.label', { toString: 'x' })).toBe('Figure {n}');
  });

  test('puts values in as they are: no second round, no replacement patterns', () => {
    expect(t('en', 'figure.tableOf', { title: '{title} $& $1' })).toBe('Data: {title} $& $1');
  });
});

describe('the two dictionaries', () => {
  test('hold the same keys', () => {
    expect(Object.keys(messages.zh).sort()).toEqual(Object.keys(messages.en).sort());
  });

  test.each(keys)('%s has the same holes in both languages', (key) => {
    expect(holes(messages.zh[key])).toEqual(holes(messages.en[key]));
  });

  test('no sentence is empty or has stray space at its ends', () => {
    for (const dictionary of Object.values(messages)) {
      const bad = Object.entries(dictionary).filter(
        ([, text]) => text === '' || text !== text.trim(),
      );
      expect(bad).toEqual([]);
    }
  });

  test('Chinese sentences use Chinese punctuation beside Chinese characters', () => {
    const bad = Object.entries(messages.zh).filter(([, text]) =>
      /\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}|\p{Script=Han}\.(\s|$)/u.test(text),
    );
    expect(bad).toEqual([]);
  });

  test('every error has two parts: what happened, and a way out', () => {
    const errors = keys.filter((key) => key.startsWith('error.'));
    expect(errors.length).toBeGreaterThan(15);
    for (const key of errors) {
      expect(messages.en[key], key).toMatch(/[.;:] \S.*\.$/);
      expect(messages.zh[key], key).toMatch(/[。；，].+。$/);
    }
  });
});
