import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteOrder, byteToChar, split } from '#lib/bpe/index.ts';
import {
  endOfWord,
  largestCount,
  readWords,
  textCorpus,
  wordsCorpus,
  type Corpus,
} from '#lib/bpe/train/index.ts';

const spelt = ({ alphabet, symbols, starts, counts }: Corpus) =>
  Array.from(counts, (count, i) => [
    [...symbols.subarray(starts[i], starts[i + 1])].map((id) => alphabet[id]).join(''),
    count,
  ]);

describe('readWords(text)', () => {
  test('cuts at white space and counts', () => {
    expect(readWords(' the cat\n the\u3000dog ')).toEqual([
      ['the', 2],
      ['cat', 1],
      ['dog', 1],
    ]);
    expect(readWords('')).toEqual([]);
    expect(readWords(' \n\t')).toEqual([]);
  });
  test('takes older×3 and older*3 as three words', () => {
    expect(readWords('older×3 finest*9 older 2×0 ×3 a×b 1234567×1234567')).toEqual([
      ['older', 4],
      ['finest', 9],
      ['×3', 1],
      ['a×b', 1],
      ['1234567×1234567', 1],
    ]);
  });
  test('a lone surrogate becomes U+FFFD, so that no word holds the mark for the end', () => {
    expect(readWords(`a${endOfWord} \ud800`)).toEqual([
      ['a\ufffd', 1],
      ['\ufffd', 1],
    ]);
  });
});

describe('wordsCorpus(words)', () => {
  test('has characters in the order of code points, then the mark', () => {
    const corpus = wordsCorpus([
      ['\uff5eb', 2],
      ['😉a', 1],
    ]);
    expect(corpus.alphabet).toEqual(['a', 'b', '\uff5e', '😉', endOfWord]);
    expect(spelt(corpus)).toEqual([
      [`\uff5eb${endOfWord}`, 2],
      [`😉a${endOfWord}`, 1],
    ]);
    expect(corpus.characters).toBe(6);
  });
  test('refuses what is no count, adds up a word given twice, and leaves out an empty one', () => {
    expect(() => wordsCorpus([['a', 0]])).toThrow(RangeError);
    expect(() => wordsCorpus([['a', 1.5]])).toThrow(RangeError);
    const corpus = wordsCorpus([
      ['a', 2],
      ['', 1],
      ['a', largestCount],
    ]);
    expect([...corpus.counts]).toEqual([largestCount]);
    expect(wordsCorpus([['', 1]]).alphabet).toEqual([]);
  });
});

describe('textCorpus(text)', () => {
  test('has the 256 bytes in the order of GPT-2’s ids, and each different piece once', () => {
    const corpus = textCorpus('a cat, a cat');
    expect(corpus.alphabet).toEqual(byteOrder.map((byte) => byteToChar[byte]));
    expect(spelt(corpus)).toEqual([
      ['a', 1],
      ['Ġcat', 2],
      [',', 1],
      ['Ġa', 1],
    ]);
    expect([...corpus.running]).toEqual([0, 1, 2, 3, 1]);
  });
  test('counts characters and bytes of any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (s) => {
        const { starts, counts, characters, running } = textCorpus(s);
        const bytes = counts.reduce((n, c, i) => n + c * (starts[i + 1]! - starts[i]!), 0);
        expect(characters).toBe([...s].length);
        expect(bytes).toBe(new TextEncoder().encode(s).length);
        expect(running).toHaveLength(split(s).length);
      }),
    );
  });
});
