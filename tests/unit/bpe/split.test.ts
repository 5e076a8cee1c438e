import fc from 'fast-check';
import { expect, test } from 'vitest';
import { split } from '#lib/bpe/index.ts';

/** The pattern of openai/gpt-2 src/encoder.py as JavaScript reads it. */
const original = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

test('split cuts words, numbers, signs and contractions', () => {
  expect(split("Hello world, it's 2am")).toEqual(['Hello', ' world', ',', ' it', "'s", ' 2', 'am']);
  expect(split("I'LL we'll")).toEqual(['I', "'", 'LL', ' we', "'ll"]);
  expect(split('a   b \n')).toEqual(['a', '  ', ' b', ' \n']);
  expect(split('café naïve x1é')).toEqual(['café', ' naïve', ' x', '1', 'é']);
});

test('split counts U+0085 as white space and U+FEFF as a sign', () => {
  expect(split(' \u0085 hi')).toEqual([' \u0085', ' hi']);
  expect(split('\ufeff\ufeff hi')).toEqual(['\ufeff\ufeff', ' hi']);
});

test('the pieces of any text join to the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => split(s).join('') === s));
});

test("split is GPT-2's pattern wherever \\s means the same", () => {
  const unit = fc.constantFrom(..."ab é中１2½\t\n \u00a0\u2028'slretvmd.,-_😉\u0301\u0000");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (s) => {
      expect(split(s)).toEqual(s.match(original) ?? []);
    }),
    { numRuns: 5_000 },
  );
});
