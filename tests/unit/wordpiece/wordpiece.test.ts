import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  basicTokens,
  bertVocabulary,
  createVocabulary,
  matchWord,
  unknown,
  wordPieces,
} from '#lib/wordpiece/index.ts';

const bert = await bertVocabulary();

describe("BERT's vocabulary", () => {
  test('is vocab.txt of bert-base-uncased, byte for byte', () => {
    expect(bert.tokens).toHaveLength(30_522);
    const file = `${bert.tokens.join('\n')}\n`;
    // The sha256 of that file as Hugging Face's hub lists it.
    expect(createHash('sha256').update(file).digest('hex')).toBe(
      '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3',
    );
  });

  test('its ids are those of the published examples', () => {
    const ids = wordPieces('Hello, world!', bert).map((piece) => bert.ids.get(piece));
    expect(ids).toEqual([7592, 1010, 2088, 999]);
  });
});

describe('basicTokens(text)', () => {
  // The cases of tokenization_test.py of google-research/bert.
  test.each([
    [' \tHeLLo!how  \n Are yoU?  ', ['hello', '!', 'how', 'are', 'you', '?']],
    ['H\u00e9llo', ['hello']],
    ['ah\u535a\u63a8zz', ['ah', '\u535a', '\u63a8', 'zz']],
  ])('%j', (text, tokens) => {
    expect(basicTokens(text)).toEqual(tokens);
  });

  test('drops control characters and half characters', () => {
    expect(basicTokens('a\u0000\u200bb \ud83d')).toEqual(['ab']);
    expect(basicTokens(' \n ')).toEqual([]);
  });
});

describe('matchWord(word, vocabulary)', () => {
  const small = createVocabulary([
    '[UNK]',
    '[CLS]',
    '[SEP]',
    'want',
    '##want',
    '##ed',
    'wa',
    'un',
    'runn',
    '##ing',
  ]);

  // The cases of tokenization_test.py of google-research/bert.
  test.each([
    ['unwanted running', ['un', '##want', '##ed', 'runn', '##ing']],
    ['unwantedX running', [unknown, 'runn', '##ing']],
    ['', []],
  ])('%j', (text, pieces) => {
    const found = text.split(' ').flatMap((word) => (word ? matchWord(word, small) : []));
    expect(found).toEqual(pieces);
  });

  test('joined, the pieces are the word, unless it is unknown', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
        const pieces = matchWord(word, bert);
        expect(pieces.map((piece) => piece.replace(/^##/, '')).join('')).toBe(word);
        for (const piece of pieces) expect(bert.ids.has(piece)).toBe(true);
      }),
    );
  });

  test('words of more than 200 characters are unknown', () => {
    expect(matchWord('a'.repeat(201), bert)).toEqual([unknown]);
  });
});
