import fc from 'fast-check';
import { encode as encodeGptTokenizer } from 'gpt-tokenizer/encoding/r50k_base';
import { Tiktoken } from 'js-tiktoken/lite';
import gpt2Ranks from 'js-tiktoken/ranks/gpt2';
import { expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();
const tiktoken = new Tiktoken(gpt2Ranks);
const notSpecial = { disallowedSpecial: new Set<string>() };

/** What breaks tokenizers, in small parts that are joined at random. */
const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.stringMatching(/^[A-Za-z]{1,12}$/),
  fc.constantFrom("'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", '’s', "''"),
  fc.stringMatching(/^[0-9٠-٩一二三Ⅳ½]{1,6}$/u),
  fc.stringMatching(/^[ \t\n\r\u00a0\u2003\u3000\u2028]{1,5}$/),
  fc.stringMatching(/^[\u0300-\u036f\u0591-\u05bd]{1,3}$/),
  fc.stringMatching(/^[\u0590-\u05ff\u0600-\u06ff]{1,8}$/),
  fc.stringMatching(/^[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3]{1,8}$/),
  fc.stringMatching(/^[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e]{1,3}$/),
  fc.constantFrom('👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇨🇳', '😉', 'é', 'é', 'ﷺ', '<|endoftext|>', 'שלום', 'مرحبا'),
  fc.constantFrom('\ud83d', '\ude09', '\ud83da\ude09'), // lone surrogates
);

/** U+0085 and U+FEFF are left out: there both packages follow JavaScript's \s, not GPT-2 (split.ts). */
const text = fc
  .array(part, { maxLength: 12 })
  .map((parts) => parts.join('').replaceAll(/[\u0085\ufeff]/g, ' '));

test('10,000 random strings have the ids that both published packages give', () => {
  fc.assert(
    fc.property(text, (s) => {
      const ids = gpt2.encode(s);
      expect(ids).toEqual(tiktoken.encode(s, [], []));
      expect(ids).toEqual(encodeGptTokenizer(s, notSpecial));
    }),
    { numRuns: 10_000, seed: 2019 },
  );
});

test('decode(encode(s)) is s, with lone surrogates as U+FFFD', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (s) => {
      expect(gpt2.decode(gpt2.encode(s))).toBe(s.toWellFormed());
    }),
    { numRuns: 5_000 },
  );
});

test('long pieces have the ids that gpt-tokenizer gives', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-e是中的]{90,400}$/), (s) => {
      expect(gpt2.encode(s)).toEqual(encodeGptTokenizer(s, notSpecial));
    }),
    { numRuns: 300 },
  );
});

test.each(['a', 'A', ' ', '\n', '-', '中', '😉', 'é'])(
  '100 kB of %j, and 3 kB as the peer',
  (letter) => {
    const long = letter.repeat(Math.ceil(100_000 / Buffer.byteLength(letter)));
    expect(gpt2.decode(gpt2.encode(long))).toBe(long);
    const short = letter.repeat(3_000 / Buffer.byteLength(letter));
    expect(gpt2.encode(short)).toEqual(encodeGptTokenizer(short, notSpecial));
  },
);

// The peer takes seconds: it looks for the best pair anew after each merge.
test('100 kB of the letter a have the ids that gpt-tokenizer gives', { timeout: 120_000 }, () => {
  const s = 'a'.repeat(100_000);
  expect(gpt2.encode(s)).toEqual(encodeGptTokenizer(s, notSpecial));
});
