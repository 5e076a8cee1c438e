import { expect, test } from 'vitest';
import {
  extremes,
  kindsOf,
  lengthLevels,
  lookUp,
  pairOf,
  storedAtlas,
} from '#components/figures/embeddings/atlas.ts';
import { createTokenizer, gpt2Tokenizer } from '#lib/bpe/index.ts';
import raw from '#lib/embedded/embeddings.json' with { type: 'json' };
import { TOKEN_KINDS } from '#lib/embeddings/index.ts';

test('pairOf(atlas, first) takes two neighbouring components', () => {
  const atlas = { coordinates: Float32Array.of(1, 2, 3, 4, 5, 6), axes: 3, shares: [] };
  expect([...pairOf(atlas, 0)]).toEqual([1, 2, 4, 5]);
  expect([...pairOf(atlas, 1)]).toEqual([2, 3, 5, 6]);
});

test('the stored maps hold every token of the vocabulary', () => {
  expect(pairOf(storedAtlas(raw, 'rows'), 0)).toHaveLength(2 * 8193);
  expect(pairOf(storedAtlas(raw, 'directions'), 2)).toHaveLength(2 * 8193);
});

test('lengthLevels(norms, count): shortest 0, longest count − 1; all alike: 0', () => {
  const norms = Float32Array.of(2, 1, 3);
  expect(extremes(norms)).toEqual({ low: 1, high: 3 });
  expect([...lengthLevels(norms, 5)]).toEqual([2, 0, 4]);
  expect([...lengthLevels(Float32Array.of(2, 2), 5)]).toEqual([0, 0]);
});

test('kindsOf(names, count) knows a byte alone from a whole sign', async () => {
  const kinds = await kindsOf(createTokenizer({ merges: [] }), 256);
  const counts = TOKEN_KINDS.map((_, kind) => kinds.filter((each) => each === kind).length);
  // Of the 128 bytes of ASCII 52 are letters and 10 digits; the other 128 bytes are no characters.
  expect(counts).toEqual([0, 52, 10, 66, 128]);
});

test('lookUp(names, text) means the word with its space, if that is one token', async () => {
  const names = await gpt2Tokenizer();
  expect(lookUp(names, 'mother')).toEqual(names.encode(' mother'));
  expect(lookUp(names, ' mother')).toEqual(names.encode(' mother'));
  expect(lookUp(names, 'ing')).toHaveLength(1);
  expect(lookUp(names, 'chartreuse')).toEqual([8262, 260, 1904]);
  expect(lookUp(names, '')).toEqual([]);
});
