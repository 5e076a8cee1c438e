import { expect, test } from 'vitest';
import { byteToChar, parseMerges, recoverMerges, tokenizerFromFiles } from '#lib/bpe/index.ts';

/** A vocabulary whose bytes are numbered by their value, as in karpathy/minbpe. */
const byValue = (extra: Record<string, number>) =>
  JSON.stringify({ ...Object.fromEntries(byteToChar.map((char, byte) => [char, byte])), ...extra });

// minbpe's README: training on aaabdaaabac with 3 merges makes aa, then aaa… the pairs below.
const toy = {
  mergesTxt: '#version: 0.2\na a\naa a\naaa b\n',
  vocabJson: byValue({ aa: 256, aaa: 257, aaab: 258 }),
};

test("minbpe's example: aaabdaaabac → 258 100 258 97 99", () => {
  expect(tokenizerFromFiles(toy).encode('aaabdaaabac')).toEqual([258, 100, 258, 97, 99]);
});

test('ids are those of vocab.json, and what no merge makes is special', () => {
  const tokenizer = tokenizerFromFiles({
    mergesTxt: 'a b\n',
    vocabJson: byValue({ ab: 300, '<|endoftext|>': 301, '<|end|>': 302, '<|end|>x': 303 }),
    eosToken: '<|end|>',
  });
  expect(tokenizer.size).toBe(304);
  expect(tokenizer.eosId).toBe(302);
  expect(tokenizer.encode('ab<|end|>x', { allowSpecial: true })).toEqual([300, 303]);
  expect(tokenizer.decode([300, 301, 302])).toBe('ab<|endoftext|><|end|>');
  expect(() => tokenizer.decode([270])).toThrow(RangeError);
});

test('parseMerges takes only the first line for a comment', () => {
  expect(parseMerges('#version: 0.2\n# #\n## #\r\n\n')).toEqual([
    ['#', '#'],
    ['##', '#'],
  ]);
});

test.each([
  ['a line that is no merge', { ...toy, mergesTxt: 'a b c\n' }, /line 1 of merges.txt/],
  ['a lone token', { ...toy, mergesTxt: '#version: 0.2\nab\n' }, /line 2 of merges.txt/],
  ['a merge of what is not there', { ...toy, mergesTxt: 'x y\n' }, /missing.*xy/],
  ['a missing byte', { ...toy, vocabJson: '{"a": 0}' }, /missing from the vocabulary/],
  ['an id that is no number', { ...toy, vocabJson: byValue({ aa: -1 }) }, /not an id for token aa/],
  ['one id twice', { ...toy, vocabJson: byValue({ aa: 97 }) }, /two tokens with one id: 97/],
  ['text for JSON', { ...toy, vocabJson: 'hello' }, /not JSON/],
  ['a list for a table', { ...toy, vocabJson: '[]' }, /not a table/],
])('tokenizerFromFiles refuses %s', (_, files, message) => {
  expect(() => tokenizerFromFiles(files)).toThrow(message);
});

test('recoverMerges refuses tokens that no two parts make', () => {
  expect(() => recoverMerges([Uint8Array.of(0)])).toThrow(/not GPT-2's byte/);
});
