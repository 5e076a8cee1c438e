import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteText } from '#components/figures/tokens/byte-text.ts';
import { describeRange } from '#components/figures/tokens/describe.ts';
import { modes, queryOf } from '#components/figures/tokens/find.ts';
import { firstText } from '#components/figures/tokens/first-text.ts';
import { unicodeCharacters, vocabularySizes } from '#components/figures/tokens/four.ts';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { bertVocabulary } from '#lib/wordpiece/index.ts';

const gpt2 = await gpt2Tokenizer();

test('byteText(text): joined, the characters and bytes are those of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const units = byteText(text);
      expect(units.map((unit) => unit.text).join('')).toBe(text.toWellFormed());
      expect(units.flatMap(({ bytes }) => bytes)).toEqual([...new TextEncoder().encode(text)]);
    }),
  );
});

test('queryOf(mode, text) asks for an id only where there is one', () => {
  expect(queryOf('id', ' 262 ')).toEqual({ by: 'id', id: 262 });
  for (const text of ['', '-1', '1.5', '1e3', 'x']) {
    expect(queryOf('id', text)).toEqual({ by: 'id', id: -1 });
  }
  expect(queryOf('han', '')).toEqual({ by: 'kind', kind: 'han' });
  expect(modes).toContain('longest');
});

describe('the vocabularies compared', () => {
  // https://www.unicode.org/versions/Unicode16.0.0/ and Unicode17.0.0/: characters in total
  const published: Readonly<Record<string, number>> = { '16.0': 154_998, '17.0': 159_801 };

  test('unicodeCharacters() is what Unicode counts', () => {
    const version = process.versions['unicode'] ?? '';
    expect(Object.keys(published)).toContain(version);
    expect(unicodeCharacters()).toBe(published[version]);
  });

  test('the other sizes are those of the tokenizers themselves', async () => {
    expect(vocabularySizes.bpe).toBe(gpt2.size);
    expect(vocabularySizes.wordpiece).toBe((await bertVocabulary()).tokens.length);
  });
});

test('describeRange says which tokens share a character', () => {
  const [group] = firstText(gpt2, '😉').groups;
  if (!group) throw new Error('no group');
  const whole = describeRange('en', group, { from: 0, to: 4 }, 2);
  expect(whole).toEqual({
    what: '😉',
    rest: 'U+1F609 · tokens 1 to 2 of 2, ids 47249 231 · bytes F0 9F 98 89',
  });
  expect(describeRange('en', group, { from: 3, to: 4 }, 2).rest).toBe(
    'U+1F609 · token 2 of 2, id 231 · bytes 89',
  );
});
