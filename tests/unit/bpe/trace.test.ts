import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gpt2Merges, gpt2Tokenizer, mergePair, split } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();
const texts = (ids: readonly number[]) => ids.map((id) => gpt2.tokenText(id)).join('|');

test('trace replays the merges of a word from its bytes', () => {
  const { parts, steps, ids } = gpt2.trace(' world');
  expect(texts(parts)).toBe(' |w|o|r|l|d');
  expect(steps.map(({ rank, parts }) => [rank, texts(parts)])).toEqual([
    [10, ' w|o|r|l|d'],
    [17, ' w|or|l|d'],
    [79, ' w|or|ld'],
    [220, ' wor|ld'],
    [739, ' world'],
  ]);
  expect(ids).toEqual([995]);
});

test('each step is the merge of its rank', async () => {
  const merges = await gpt2Merges();
  for (const { rank, pair, id } of gpt2.trace(' unbelievably').steps) {
    expect(id).toBe(256 + rank);
    expect(pair.map((part) => gpt2.tokenText(part).replace(' ', 'Ġ'))).toEqual(merges[rank]);
  }
});

test('trace ends at the ids that encode gives, with ranks as GPT-2 finds them: best first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (s) => {
      for (const piece of split(s)) expect(gpt2.trace(piece).ids).toEqual(gpt2.encode(piece));
    }),
    { numRuns: 1_000 },
  );
  const long = 'abracadabra'.repeat(40);
  expect(gpt2.trace(long).ids).toEqual(gpt2.encode(long));
});

test('trace refuses a text of several pieces and takes an empty one', () => {
  expect(() => gpt2.trace('two words')).toThrow(RangeError);
  expect(gpt2.trace('')).toEqual({ parts: [], steps: [], ids: [] });
});

test('mergePair(ids, pair, id) replaces from left to right', () => {
  expect(mergePair([1, 2, 3, 1, 2], [1, 2], 4)).toEqual([4, 3, 4]);
  expect(mergePair([1, 1, 1], [1, 1], 2)).toEqual([2, 1]);
  expect(mergePair([1, 1, 1, 1], [1, 1], 2)).toEqual([2, 2]);
});
