import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedSlide,
  clockText,
  hideable,
  lockable,
  readClassLink,
  withSlide,
  writeClassLink,
} from '#lib/presenter/index.ts';

describe('askedSlide(href), withSlide(href, slide)', () => {
  it('counts from 1 in the address and from 0 inside', () => {
    expect(askedSlide('http://x/en/?present=4')).toBe(3);
    expect(askedSlide('http://x/en/?present')).toBe(0);
    expect(askedSlide('http://x/en/')).toBeNull();
  });

  it('begins at the first slide for what is no number', () => {
    for (const value of ['0', '-3', '1e3', 'four', '12345', '<b>'])
      expect(askedSlide(`http://x/?present=${encodeURIComponent(value)}`)).toBe(0);
  });

  it('keeps the rest of the address, the state after # included', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(999), (hash, slide) => {
        const href = `http://x/en/?backend=wasm#${encodeURIComponent(hash)}`;
        expect(askedSlide(withSlide(href, slide))).toBe(slide);
        expect(withSlide(withSlide(href, slide), null)).toBe(href);
      }),
    );
  });
});

describe('writeClassLink(href, link)', () => {
  it('is read back as it was written, from any selection', () => {
    fc.assert(
      fc.property(fc.subarray([...hideable]), fc.subarray([...lockable]), (hide, lock) => {
        const link = { hide, lock };
        expect(readClassLink(writeClassLink('http://x/en/?model=a#v2.abc', link))).toEqual(link);
      }),
    );
  });

  it('keeps model and state, and drops who presented and what was hidden before', () => {
    const href = 'http://x/en/?model=a&present=2&hide=nav&lock=prompt#v2.abc';
    expect(writeClassLink(href, { hide: ['answers', 'notes'], lock: [] })).toBe(
      'http://x/en/?model=a&hide=answers,notes#v2.abc',
    );
  });

  it('passes over unknown words', () => {
    expect(readClassLink('http://x/?hide=ANSWERS,,evil,nav,nav&lock=doors')).toEqual({
      hide: ['answers', 'nav'],
      lock: [],
    });
  });

  it('uses the words that the early script of each page and the style sheet know', () => {
    const script = readFileSync('src/components/site/theme.inline.js', 'utf8');
    const styles = readFileSync('src/styles/hide.css', 'utf8');
    expect(script).toContain(`hide: [${hideable.map((word) => `'${word}'`).join(', ')}]`);
    expect(script).toContain(`lock: [${lockable.map((word) => `'${word}'`).join(', ')}]`);
    for (const word of hideable) expect(styles).toContain(`[data-hide~='${word}']`);
    for (const word of lockable) expect(styles).toContain(`[data-lock~='${word}']`);
  });
});

describe('clockText(seconds)', () => {
  it.each([
    [0, '0:00'],
    [65.9, '1:05'],
    [3605, '1:00:05'],
    [-4, '0:00'],
  ])('%d → %s', (seconds, text) => {
    expect(clockText(seconds)).toBe(text);
  });
});
