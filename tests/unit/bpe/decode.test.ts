import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayText, gpt2Tokenizer, utf8Units } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();

test('decode keeps a byte order mark', () => {
  expect(gpt2.decode(gpt2.encode('\ufeffabc'))).toBe('\ufeffabc');
});

test('decode writes U+FFFD for half a character', () => {
  expect(gpt2.decode([47_249])).toBe('\ufffd');
  expect(gpt2.decode([47_249, 231])).toBe('😉');
});

test.each([-1, 50_257, 1.5, NaN])('id %d has no token', (id) => {
  expect(() => gpt2.decode([id])).toThrow(RangeError);
  expect(() => gpt2.tokenBytes(id)).toThrow(RangeError);
  expect(() => gpt2.tokenText(id)).toThrow(RangeError);
  expect(() => gpt2.pieces([id])).toThrow(RangeError);
});

test('tokenBytes gives bytes of its own', () => {
  gpt2.tokenBytes(262).fill(0);
  expect([...gpt2.tokenBytes(262)]).toEqual([...Buffer.from(' the')]);
});

test('tokenText shows bytes that are no character by their numbers', () => {
  expect(gpt2.tokenText(564)).toBe(' <0xE2><0x80>');
  expect(gpt2.tokenText(47_249)).toBe('<0xF0><0x9F><0x98>');
  expect(gpt2.tokenText(42_468)).toBe('是');
});

test('utf8Units cuts where the WHATWG decoder does', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0xc0, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0x41),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(byte, { maxLength: 12 }), (a, b) => {
      const bytes = Uint8Array.from([...a, ...b]);
      const units = utf8Units(bytes);
      expect(units.map(({ text }) => text ?? '\ufffd').join('')).toBe(decoder.decode(bytes));
      expect(units.map(({ start }) => start)).toEqual(
        [0, ...units.map(({ end }) => end)].slice(0, -1),
      );
      expect(units.at(-1)?.end ?? 0).toBe(bytes.length);
    }),
    { numRuns: 5_000 },
  );
});

test('displayText of text is the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      expect(displayText(new TextEncoder().encode(s))).toBe(s.toWellFormed());
    }),
  );
});
