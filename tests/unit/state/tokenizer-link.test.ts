import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestLinkText, readTextLink, writeTextLink } from '#lib/state/tokenizer-link.ts';

describe('readTextLink(hash)', () => {
  test('gives back what writeTextLink was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, allowSpecial) => {
        const link = { text, allowSpecial };
        expect(readTextLink(`#${writeTextLink(link)}`)).toEqual(link);
      }),
    );
  });

  test('never throws, and gives no text longer than the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const read = readTextLink(`#text1?${rest}`);
        if (read) expect(typeof read.text).toBe('string');
      }),
    );
    expect(readTextLink('#text1?t=%E0%A4%A&s=yes')).toMatchObject({ allowSpecial: false });
    expect(readTextLink(`#text1?t=${'a'.repeat(longestLinkText + 1)}`)).toBeNull();
  });

  test.each(['', '#', '#playground', '#text2?t=a', '#text1?s=1', '#v1?p=a'])(
    '%j holds no text',
    (hash) => {
      expect(readTextLink(hash)).toBeNull();
    },
  );
});
