import { describe, expect, test } from 'vitest';
import { Pages } from '#lib/state/tokenizer-pages.svelte.ts';

describe('Pages', () => {
  const numbers = () => {
    const asked: [number, number][] = [];
    const pages = new Pages<number>(
      (from, to) => {
        asked.push([from, to]);
        return Promise.resolve(Array.from({ length: to - from }, (_, i) => from + i));
      },
      { size: 10 },
    );
    return { pages, asked };
  };

  test('fetches the pages that are wanted, each once', async () => {
    const { pages, asked } = numbers();
    expect(pages.at(5)).toBeUndefined();
    await pages.want(5, 25);
    await pages.want(0, 20);
    expect(asked).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
    ]);
    expect([pages.at(5), pages.at(29), pages.at(30)]).toEqual([5, 29, undefined]);
  });

  test('asks again for a page that failed', async () => {
    let fail = true;
    const pages = new Pages<number>(
      () => (fail ? Promise.reject(new Error('gone')) : Promise.resolve([7])),
      { size: 1 },
    );
    await pages.want(0, 1);
    expect(pages.at(0)).toBeUndefined();
    fail = false;
    await pages.want(0, 1);
    expect(pages.at(0)).toBe(7);
  });
});
