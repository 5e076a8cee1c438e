import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from '#lib/bpe/index.ts';
import { alternatives, pretokens } from '#lib/tokens/index.ts';

describe('pretokens(text)', () => {
  test('names the alternative that matched each piece', () => {
    const named = pretokens("it's 2am!\n\n  x ").map(({ text, by }) => [text, by]);
    expect(named).toEqual([
      ['it', 'letters'],
      ["'s", 'contraction'],
      [' 2', 'numbers'],
      ['am', 'letters'],
      ['!', 'signs'],
      ['\n\n ', 'trailing'],
      [' x', 'letters'],
      [' ', 'trailing'],
    ]);
    expect(pretokens('a\nb')[1]).toEqual({ text: '\n', start: 1, by: 'space' });
  });

  test('gives the pieces that the tokenizer cuts, at the places where they are', () => {
    const text = fc.string({
      unit: fc.constantFrom(...[..." '’sdlt1٣aé中🙂\u0301\n\t\u0085\ufeff.-"]),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (s) => {
        const pieces = pretokens(s);
        expect(pieces.map((piece) => piece.text)).toEqual(split(s));
        for (const { text: own, start } of pieces) expect(s.startsWith(own, start)).toBe(true);
      }),
    );
  });

  test('joined, its alternatives are the pattern that OpenAI published', () => {
    // `self.pat` in openai/gpt-2 src/encoder.py
    expect(alternatives.map(({ source }) => source).join('|')).toBe(
      String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
    );
  });
});
