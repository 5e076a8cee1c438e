import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLink, writeLink, type LinkState } from '#lib/state/link.ts';

const states: fc.Arbitrary<LinkState> = fc.record({
  prompt: fc.string({ unit: 'grapheme', maxLength: 300 }),
  begin: fc.boolean(),
  layer: fc.integer({ min: 0, max: 47 }),
  head: fc.integer({ min: 0, max: 24 }),
  strategy: fc.constantFrom('greedy' as const, 'sample' as const),
  temperature: fc.double({ min: 0, max: 100, noNaN: true }),
  topK: fc.nat(50_257),
  topP: fc.double({ min: 0.001, max: 1, noNaN: true }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

test('readLink(writeLink(state)) is state', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect({ begin: true, ...readLink(`#${writeLink(state)}`) }).toEqual(state);
    }),
  );
});

describe('readLink(hash)', () => {
  test('never throws, whatever is there', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !!readLink(`#v1?${text}`)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !!readLink(text)));
  });

  test('leaves out what makes no sense and keeps the rest', () => {
    expect(readLink('#v1?p=a%20b&l=-1&h=1e9&s=beam&t=NaN&k=2.5&n=0&r=7')).toEqual({
      prompt: 'a b',
      seed: 7,
    });
    expect(readLink('#v1?p=%E0%A4%A&t=&l= ')).toMatchObject({ prompt: expect.any(String) });
    expect(readLink('#v2?p=a')).toEqual({});
    expect(readLink('#attention')).toEqual({});
    expect(readLink('')).toEqual({});
  });

  test('does not take a prompt of a megabyte', () => {
    expect(readLink(`#v1?p=${'a'.repeat(1_000_000)}&r=1`)).toEqual({ seed: 1 });
  });
});
