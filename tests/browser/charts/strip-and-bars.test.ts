import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createTokenizer } from '#lib/bpe/index.ts';
import BarList from '#components/charts/BarList.svelte';
import TokenStrip from '#components/charts/TokenStrip.svelte';

const tokenizer = createTokenizer({ merges: [] });
const pieces = tokenizer.pieces(tokenizer.encode('a 中\n'));
const name = (text: string, id: number, index: number): string =>
  `${String(index)} ${text} ${String(id)}`;

describe('TokenStrip', () => {
  test('shows spaces and line ends, and one bracket over the bytes of a character', async () => {
    const { container } = await render(TokenStrip, { pieces, label: 'tokens', name });
    const texts = [...container.querySelectorAll('.token .text')].map((each) => each.textContent);
    expect(texts).toEqual(['a', '·', 'E4', 'B8', 'AD', '↵']);
    const brackets = [...container.querySelectorAll('.whole')].map((each) => each.textContent);
    expect(brackets).toEqual(['中']);
  });

  test('is one tab stop; arrows choose the neighbour', async () => {
    const { container } = await render(TokenStrip, { pieces, label: 'tokens', name });
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    const chosen = container.querySelector('[aria-selected="true"]');
    expect(chosen?.getAttribute('data-index')).toBe('2');
    expect(document.activeElement).toBe(chosen);
    expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  test('paints weights; a token without one stays bare', async () => {
    const weights = [1, 0, NaN, NaN, NaN, NaN];
    const { container } = await render(TokenStrip, { pieces, label: 'tokens', name, weights });
    const styles = [...container.querySelectorAll('.token')].map((each) =>
      each.getAttribute('style'),
    );
    expect(styles[0]).toContain('background');
    expect(styles[0]).not.toBe(styles[1]);
    expect(styles[2] ?? '').toBe('');
  });
});

describe('BarList', () => {
  const bars = [
    { id: 7, text: ' a', p: 0.5, q: 1 },
    { id: 9, text: ' b', p: 0.25, q: 0 },
  ];

  test('a bar is as long as its share of the longest', async () => {
    const { container } = await render(BarList, {
      bars,
      label: 'next',
      name: ({ text }: { text: string }) => text,
    });
    const widths = [...container.querySelectorAll('rect.p')].map((bar) =>
      bar.getAttribute('width'),
    );
    expect(widths).toEqual(['50%', '25%']);
  });

  test('arrows and Enter choose a token', async () => {
    const chosen: number[] = [];
    await render(BarList, {
      bars,
      label: 'next',
      name: ({ text }: { text: string }) => text,
      choose: (id: number) => chosen.push(id),
    });
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await page.getByRole('button').first().click();
    expect(chosen).toEqual([9, 7]);
  });
});
