import { describe, expect, test } from 'vitest';
import { articleOne } from '#lib/udhr/index.ts';

describe('article 1 of the Universal Declaration of Human Rights', () => {
  test('is here in at least a dozen languages, each once', () => {
    expect(articleOne.length).toBeGreaterThanOrEqual(12);
    expect(new Set(articleOne.map(({ tag }) => tag)).size).toBe(articleOne.length);
    expect(new Set(articleOne.map(({ text }) => text)).size).toBe(articleOne.length);
  });

  test('is in English what the United Nations adopted in 1948', () => {
    // Resolution 217 A (III), annex, article 1
    expect(articleOne.find(({ tag }) => tag === 'en')?.text).toBe(
      'All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.',
    );
  });

  test.each(articleOne)('$en is written in its own script, whole and trimmed', ({ tag, text }) => {
    expect(text).toBe(text.trim().toWellFormed().normalize('NFC'));
    expect(text).not.toMatch(/[<>&[\]]|\s{2}/);
    const script = new Intl.Locale(tag).maximize().script ?? '';
    const names: Readonly<Record<string, string>> = {
      ...{ Latn: 'Latin', Cyrl: 'Cyrillic', Grek: 'Greek', Hebr: 'Hebrew', Arab: 'Arabic' },
      ...{ Deva: 'Devanagari', Taml: 'Tamil', Hans: 'Han', Jpan: 'Hiragana', Kore: 'Hangul' },
    };
    expect(text).toMatch(new RegExp(`\\p{Script=${names[script]}}`, 'u'));
  });
});
