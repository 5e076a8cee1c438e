import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();
const texts = (s: string) => gpt2.pieces(gpt2.encode(s)).map(({ text }) => text);

test('pieces puts the bytes of one character under one bracket', () => {
  expect(gpt2.pieces(gpt2.encode('中文😉 hi'))).toEqual([
    { text: '中', start: 0, end: 1, fragments: [{ id: 40792, bytes: 'E4 B8 AD' }] },
    {
      text: '文',
      start: 1,
      end: 3,
      fragments: [
        { id: 23877, bytes: 'E6 96' },
        { id: 229, bytes: '87' },
      ],
    },
    {
      text: '😉',
      start: 3,
      end: 5,
      fragments: [
        { id: 47249, bytes: 'F0 9F 98' },
        { id: 231, bytes: '89' },
      ],
    },
    { text: ' hi', start: 5, end: 6, fragments: [{ id: 23105, bytes: '20 68 69' }] },
  ]);
});

test('pieces keeps grapheme clusters whole', () => {
  expect(texts('👩‍👧‍👦')).toEqual(['👩‍👧‍👦']);
  expect(texts('我说你')).toEqual(['我', '说', '你']);
  expect(texts('🇨🇳🇫🇷')).toEqual(['🇨🇳', '🇫🇷']);
  expect(texts('e\u0301x')).toEqual(['e\u0301', 'x']);
  expect(texts('The cat sat')).toEqual(['The', ' cat', ' sat']);
});

test('pieces shows a character that is not all there by its bytes, in one group', () => {
  const [first, second] = gpt2.encode('我');
  expect(gpt2.pieces([262, first ?? 0]).map(({ text }) => text)).toEqual([' the', '<0xE6><0x88>']);
  expect(gpt2.pieces([second ?? 0]).map(({ text }) => text)).toEqual(['<0x91>']);
});

test('special tokens stand alone', () => {
  const [half = 0, rest = 0] = gpt2.encode('😉');
  expect(gpt2.pieces([50_256, half, 50_256, rest]).map(({ start, end }) => end - start)).toEqual([
    1, 1, 1, 1,
  ]);
});

test('groups follow on each other, hold every token, and end where characters do', () => {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (s) => {
      const ids = gpt2.encode(s);
      const groups = gpt2.pieces(ids);
      expect(groups.flatMap(({ fragments }) => fragments.map(({ id }) => id))).toEqual(ids);
      expect(groups.map(({ start }) => start)).toEqual(
        [0, ...groups.map(({ end }) => end)].slice(0, -1),
      );
      expect(groups.map(({ text }) => text).join('')).toBe(s);
      const starts = new Set(Array.from(graphemes.segment(s), ({ index }) => index));
      let at = 0;
      for (const { text } of groups) {
        expect(starts.has(at)).toBe(true);
        at += text.length;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('any ids at all can be grouped', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50_256 }), { maxLength: 30 }), (ids) => {
      const groups = gpt2.pieces(ids);
      expect(groups.flatMap(({ fragments }) => fragments.map(({ id }) => id))).toEqual(ids);
      expect(
        groups.some(({ text }) => text.includes('\ufffd') && !gpt2.decode(ids).includes('\ufffd')),
      ).toBe(false);
    }),
  );
});
