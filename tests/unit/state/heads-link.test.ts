import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCORES } from '#lib/heads/index.ts';
import { isHeadsLink, readHeadsLink, writeHeadsLink } from '#lib/state/heads-link.ts';

const head = fc.record({ layer: fc.nat(99), head: fc.nat(99) });
const place = fc.option(fc.nat(1023));

test('what is written is read', () => {
  fc.assert(
    fc.property(
      fc.record({
        text: fc.string({ unit: 'grapheme' }),
        other: fc.option(fc.string({ unit: 'grapheme' })),
        open: head,
        query: place,
        key: place,
        pins: fc.array(head, { maxLength: 12 }),
        score: fc.constantFrom(...SCORES),
      }),
      (link) => {
        const text = writeHeadsLink(link);
        expect(isHeadsLink(`#${text}`)).toBe(true);
        expect(readHeadsLink(`#${text}`)).toEqual(link);
      },
    ),
  );
});

test.each([
  '',
  '#head-atlas',
  '#heads1?',
  '#heads2?p=a&o=0.0&s=self',
  '#heads1?p=a&o=x&s=self',
  '#heads1?p=a&o=0.0&s=nothing',
  '#heads1?p=a&o=0.0&s=self&q=-1',
  '#heads1?p=a&o=0.0&s=self&i=1.1_boo',
  `#heads1?p=${'a'.repeat(20_001)}&o=0.0&s=self`,
  '#heads1?p=%E0%A4%A&o=',
])('a damaged link is none: %s', (hash) => {
  expect(readHeadsLink(hash)).toBeNull();
});

test('a damaged link is still known as one, an anchor is not', () => {
  expect(isHeadsLink('#heads2?p=a')).toBe(true);
  expect(isHeadsLink('#head-atlas')).toBe(false);
});
