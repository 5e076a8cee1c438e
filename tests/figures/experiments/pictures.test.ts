import { describe, expect, test } from 'vitest';
import { readSentence } from '#components/figures/experiments/sentence.ts';
import { toyPicture, writeDifference } from '#components/figures/experiments/toyPicture.ts';
import { createTokenizer } from '#lib/bpe/index.ts';
import type { ToyOptions } from '#lib/toy/attention.ts';

const words = ['the', 'dog', 'bites', 'the', 'old', 'man'];
const order = [5, 1, 2, 3, 4, 0];
const plain: ToyOptions = { positions: false, mask: false, sum: 'as they stand' };

describe('toyPicture(words, order, options)', () => {
  test('says what the difference comes from', () => {
    const verdict = (change: Partial<ToyOptions>, places = order) =>
      toyPicture(words, places, { ...plain, ...change }).verdict;
    expect(verdict({})).toBe('rounding');
    expect(verdict({ sum: 'smallest first' })).toBe('exact');
    expect(verdict({ positions: true })).toBe('changed');
    expect(verdict({ mask: true })).toBe('changed');
    expect(verdict({}, [0, 1, 2, 3, 4, 5])).toBe('unmoved');
    expect(toyPicture([], [], plain)).toEqual({ rows: [], largest: 0, verdict: 'unmoved' });
  });

  test('matches each word with itself', () => {
    const { rows } = toyPicture(words, order, plain);
    expect(rows.map(({ word, from, to }) => [word, from, to])[0]).toEqual(['man', 5, 0]);
  });
});

test('writeDifference(x): powers of ten for what is very small', () => {
  expect([0, 0.0123, 2.220446049250313e-16, 1.7e-7, 1.25].map(writeDifference)).toEqual([
    ...['0', '0.012', '2.2 × 10⁻¹⁶', '1.7 × 10⁻⁷', '1.3'],
  ]);
});

describe('readSentence(tokenizer, text, most)', () => {
  const tokenizer = createTokenizer({ merges: [] });

  test('puts the end-of-text token first and cuts what is too long', () => {
    expect(readSentence(tokenizer, 'ab', 4)).toMatchObject({ ids: [256, 64, 65], cut: false });
    const long = readSentence(tokenizer, 'x'.repeat(1_000_000), 4);
    expect(long.ids).toHaveLength(5);
    expect(long.cut).toBe(true);
  });

  test('an end of text that is typed is plain text; half a character is no error', () => {
    expect(readSentence(tokenizer, '<|endoftext|>', 32).ids).toHaveLength(14);
    expect(readSentence(tokenizer, '\ud800', 8).tokens.slice(1)).toEqual([
      ...['<0xEF>', '<0xBF>', '<0xBD>'],
    ]);
    expect(readSentence(tokenizer, '', 8).ids).toEqual([256]);
  });
});
