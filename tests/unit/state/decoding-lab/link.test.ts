import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLabLink, writeLabLink, type LabLink } from '#lib/state/decoding-lab/link.ts';

const lab: LabLink = {
  ...{ prompt: '水 & “ice” 🙂 <|endoftext|>', begin: false, seed: '7', count: '40' },
  columns: [
    {
      settings: { drafts: { topK: '0', doSample: 'true', badWords: 'a, b' }, kept: {} },
      tree: null,
    },
    {
      settings: { drafts: { numBeams: '4' }, kept: { badWordsIds: [[1, 2], [3]] } },
      tree: {
        roots: 2,
        shown: 3,
        branches: [
          { parent: 0, at: 5, taken: [9] },
          { parent: 2, at: 7, taken: [1, 2] },
        ],
      },
    },
  ],
};

test('what is written is read again, bad values that were typed included', () => {
  expect(readLabLink(`#${writeLabLink(lab)}`)).toEqual({ lab, damaged: false });
});

describe('readLabLink(hash)', () => {
  test('an anchor of the page is no link, and nothing is wrong with it', () => {
    for (const hash of ['', '#decoding-lab', '#spread'])
      expect(readLabLink(hash)).toEqual({ lab: null, damaged: false });
  });
  test.each([
    '#decoding1?',
    '#decoding9?p=a',
    '#decoding1?p=a&c=%7B',
    '#decoding1?p=a&c=%5B1%5D',
    '#decoding1?p=a&c=%7B%22d%22%3A3%7D',
    `#decoding1?p=${'a'.repeat(20_001)}&c=%7B%22d%22%3A%7B%7D%7D`,
  ])('%s cannot be read', (hash) => {
    expect(readLabLink(hash)).toEqual({ lab: null, damaged: true });
  });
  test.each([
    { d: { topK: 3 } },
    { d: { colour: 'red' } },
    { d: {}, k: { badWordsIds: [[-1]] } },
    { d: {}, t: [1, 5] },
    { d: {}, t: [1, 0, [0, 1]] },
    { d: {}, t: [1, 0, [4, 1, 2]] },
    { d: {}, t: 'x' },
  ])('%o: what makes no sense is left out', (column) => {
    const query = new URLSearchParams({ p: 'a', s: '1', n: '4', c: JSON.stringify(column) });
    const { lab: read, damaged } = readLabLink(`decoding1?${query.toString()}`);
    expect(damaged).toBe(true);
    expect(read?.columns).toEqual([{ settings: { drafts: {}, kept: {} }, tree: null }]);
  });
  test('never throws, whatever becomes of a link', () => {
    const link = writeLabLink(lab);
    fc.assert(
      fc.property(fc.nat(link.length), fc.string(), (at, noise) => {
        const { lab: read } = readLabLink(link.slice(0, at) + noise + link.slice(at + 3));
        expect(read === null || read.columns.length > 0).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.string(), (noise) => void readLabLink(`decoding1?${noise}`)));
  });
});
