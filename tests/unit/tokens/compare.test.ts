import { describe, expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { compareSegmentations, longestCompared } from '#lib/tokens/index.ts';
import { bertVocabulary } from '#lib/wordpiece/index.ts';

const gpt2 = await gpt2Tokenizer();
const bert = await bertVocabulary();
const compare = (text: string) =>
  Object.fromEntries(
    compareSegmentations(text, gpt2, bert).map(({ method, segments, length }) => [
      method,
      { texts: segments.map((segment) => segment.text), length },
    ]),
  );

describe('compareSegmentations(text, gpt2, bert)', () => {
  test('cuts one text in four ways', () => {
    const four = compare('Tokenization,人!');
    expect(four['characters']?.length).toBe(15);
    expect(four['words']?.texts).toEqual(['Tokenization', ',', '人', '!']);
    expect(four['wordpiece']?.texts).toEqual(['token', '##ization', ',', '人', '!']);
    expect(four['bpe']?.texts).toEqual(['Token', 'ization', ',', '人', '!']);
    expect(four['bpe']?.length).toBe(gpt2.encode('Tokenization,人!').length);
  });

  test('says what WordPiece cannot write', () => {
    const lost = compareSegmentations('a 😉 b', gpt2, bert)[2]?.segments.map((s) => s.lost);
    expect(lost).toEqual([false, true, false]);
  });

  test('nothing gives four empty rows; a long text is cut', () => {
    for (const { length } of Object.values(compare(''))) expect(length).toBe(0);
    expect(compare('x '.repeat(5000))['characters']?.length).toBe(longestCompared);
  });
});
