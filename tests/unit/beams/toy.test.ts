import { expect, test } from 'vitest';
import {
  bestToy,
  exactProduct,
  searchToy,
  sumOfLogs,
  TOY_TREE,
  toyTexts,
} from '#lib/beams/index.ts';
import type { ToyWord } from '#lib/beams/index.ts';
import { beamSearch } from '#lib/sampling/index.ts';

const said = (words: readonly string[] | undefined) => words?.join(' ');

test('greedy search finds 0.20, two beams find 0.36, the likeliest text', () => {
  const greedy = searchToy(TOY_TREE, 1).at(-1)?.kept[0];
  const beam = searchToy(TOY_TREE, 2).at(-1)?.kept[0];
  expect([said(greedy?.words), exactProduct(greedy?.percents ?? [])]).toEqual([
    'nice woman',
    '0.20',
  ]);
  expect([said(beam?.words), exactProduct(beam?.percents ?? [])]).toEqual(['dog has', '0.36']);
  expect(bestToy(TOY_TREE)).toEqual(beam);
});

test('probabilities after each word add up to 1, and so do those of all texts', () => {
  const sums: number[] = [];
  const visit = ({ next }: ToyWord): void => {
    if (next.length > 0) sums.push(next.reduce((sum, { percent }) => sum + percent, 0));
    next.forEach(visit);
  };
  visit(TOY_TREE);
  expect(sums).toEqual([100, 100, 100, 100]);
  const texts = toyTexts(TOY_TREE);
  expect(texts).toHaveLength(9);
  expect(texts.reduce((sum, { percents: [a = 0, b = 0] }) => sum + a * b, 0)).toBe(10_000);
});

test('exactProduct(percents) has no rounding', () => {
  expect(exactProduct([40, 5])).toBe('0.02');
  expect(exactProduct([10, 50])).toBe('0.05');
  expect(exactProduct([5, 5, 5])).toBe('0.000125');
  expect(exactProduct([])).toBe('1.00');
  expect(exactProduct([100, 100])).toBe('1.00');
  expect(Math.exp(sumOfLogs([40, 90]))).toBeCloseTo(0.36, 12);
});

test.each([1, 2, 3, 9])(
  'with %i beams, the same texts as the beam search of the models',
  async (beams) => {
    const words = ['The', ...new Set(toyTexts(TOY_TREE).flatMap(({ words: all }) => all))];
    const after = (ids: readonly number[]): ToyWord =>
      ids
        .slice(1)
        .reduce<ToyWord>(
          (at, id) =>
            at.next.find(({ word }) => word === words[id]) ?? { word: '', percent: 0, next: [] },
          TOY_TREE,
        );
    const nextLogits = (ids: readonly number[]): Promise<Float32Array> => {
      const { next } = after(ids);
      return Promise.resolve(
        Float32Array.from(words, (word) => {
          const percent = next.find((child) => child.word === word)?.percent ?? 0;
          return Math.log(percent / 100);
        }),
      );
    };
    const found = await beamSearch(nextLogits, [0], { numBeams: beams, maxNewTokens: 2 });
    const texts = found
      .filter(({ logprob }) => logprob > -Infinity)
      .map(({ ids }) => said(ids.slice(1).map((id) => words[id] ?? '')));
    const kept = searchToy(TOY_TREE, beams).at(-1)?.kept ?? [];
    // equals (woman 0.20 alone; 0.15 and 0.15) may come in another order
    expect(texts[0]).toBe(said(kept[0]?.words));
    expect(texts.toSorted()).toEqual(kept.map(({ words: all }) => said(all)).toSorted());
  },
);
