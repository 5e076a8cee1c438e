import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLink, PAGE, readPart } from '#lib/link/index.ts';
import { decodingPage, writeLabLink, type LabLink } from '#lib/state/decoding-lab/link.ts';

async function read(hash: string): Promise<{ lab: Partial<LabLink>; left: readonly string[] }> {
  const opened = await openLink(hash);
  if (opened.kind !== 'link') throw new Error(opened.kind);
  const { state, left } = readPart(decodingPage, opened.parts.get(PAGE));
  return { lab: state, left: [...opened.left, ...left] };
}

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

test('what is written is read again, bad values that were typed included', async () => {
  expect(await read(`#${writeLabLink(lab)}`)).toEqual({ lab, left: [] });
});

test('links of the first form open, column by column', async () => {
  const old = new URLSearchParams({ p: lab.prompt, b: '0', s: '7', n: '40' });
  old.append('c', '{"d":{"topK":"0","doSample":"true","badWords":"a, b"}}');
  old.append(
    'c',
    '{"d":{"numBeams":"4"},"k":{"badWordsIds":[[1,2],[3]]},"t":[2,3,[0,5,9],[2,7,1,2]]}',
  );
  expect(await read(`#decoding1?${old.toString()}`)).toEqual({ lab, left: [] });
});

describe('what makes no sense', () => {
  test.each([
    '#decoding1?p=a&c=%7B',
    '#decoding1?p=a&c=%5B1%5D',
    '#decoding1?p=a&c=%7B%22d%22%3A3%7D',
    '#v2?p=a&c=%7B',
    '#v2?p=a&c=%5B%5D',
  ])('%s has no columns', async (hash) => {
    const { lab, left } = await read(hash);
    expect([lab.prompt, lab.columns, left]).toEqual([
      'a',
      undefined,
      expect.arrayContaining(['c']),
    ]);
  });
  test.each([
    { d: { topK: 3 } },
    { d: { colour: 'red' } },
    { d: {}, k: { badWordsIds: [[-1]] } },
    { d: {}, t: [1, 5] },
    { d: {}, t: [1, 0, [0, 1]] },
    { d: {}, t: [1, 0, [4, 1, 2]] },
    { d: {}, t: 'x' },
  ])('%o is left out', async (column) => {
    const query = new URLSearchParams({ p: 'a', c: JSON.stringify([column]) });
    const { lab, left } = await read(`v2?${query.toString()}`);
    expect(left).toEqual(['c']);
    expect(lab.columns).toEqual([{ settings: { drafts: {}, kept: {} }, tree: null }]);
  });
  test('never throws, whatever becomes of a link', async () => {
    const link = writeLabLink(lab);
    await fc.assert(
      fc.asyncProperty(fc.nat(link.length - 4), fc.string(), async (at, noise) => {
        const opened = await openLink(link.slice(0, 3 + at) + noise + link.slice(at + 6));
        const parts = opened.kind === 'link' ? opened.parts : new Map();
        const { state } = readPart(decodingPage, parts.get(PAGE));
        expect(state.columns?.length !== 0).toBe(true);
        expect(writeLabLink(state)).toMatch(/^v2\?/);
      }),
    );
  });
});
