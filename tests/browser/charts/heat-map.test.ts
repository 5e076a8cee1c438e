import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { colourAt } from '#components/charts/colour.ts';
import HeatMap from '#components/charts/HeatMap.svelte';
import { causalMask, type Cell } from '#components/charts/matrix.ts';

function props(size: number, value = (row: number, col: number) => (row + col) / (2 * size)) {
  const labels = Array.from({ length: size }, (_, i) => `t${String(i)}`);
  const values = Float32Array.from({ length: size * size }, (_, i) =>
    value(Math.floor(i / size), i % size),
  );
  return {
    matrix: { rows: size, cols: size, values },
    rowLabels: labels,
    colLabels: labels,
    rowTitle: 'from',
    colTitle: 'to',
    lang: 'en' as const,
    label: 'a map',
    help: 'use the arrow keys',
    say: ({ row, col }: Cell, weight: number) =>
      `from t${String(row)} to t${String(col)}: ${String(weight)}`,
  };
}

/** The colour of a cell as the canvas has it. */
function colour(container: Element, row: number, col: number): string {
  const data = container.querySelector('canvas')?.getContext('2d')?.getImageData(col, row, 1, 1);
  const [r = 0, g = 0, b = 0, alpha = 0] = data?.data ?? [];
  if (alpha === 0) return 'transparent';
  return `#${[r, g, b].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

describe('HeatMap', () => {
  test('paints each cell in its colour of the table, and masked cells not at all', async () => {
    document.documentElement.style.colorScheme = 'light';
    const { container } = await render(HeatMap, {
      ...props(4, (row, col) => (row === 2 && col === 1 ? 1 : 0.25)),
      mask: causalMask,
    });
    await expect.poll(() => colour(container, 2, 1)).toBe(colourAt('light', 1));
    expect(colour(container, 3, 0)).toBe(colourAt('light', 0.25));
    expect(colour(container, 0, 3)).toBe('transparent');
  });

  test('follows the theme', async () => {
    document.documentElement.style.colorScheme = 'light';
    const { container } = await render(
      HeatMap,
      props(1, () => 1),
    );
    await expect.poll(() => colour(container, 0, 0)).toBe(colourAt('light', 1));
    document.documentElement.style.colorScheme = 'dark';
    await expect.poll(() => colour(container, 0, 0)).toBe(colourAt('dark', 1));
  });

  test('one tab stop; arrows move the cell and the live region speaks it', async () => {
    const { container } = await render(HeatMap, props(3));
    await userEvent.tab();
    const map = page.getByRole('application', { name: 'a map' });
    await expect.element(map).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowRight}{End}');
    const live = container.querySelector<HTMLElement>('[aria-live]');
    await expect.element(live).toHaveTextContent('from t1 to t2: 0.5');
    expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  test.each([1, 41, 1024])('draws %i × %i with labels that do not run together', async (size) => {
    const { container } = await render(HeatMap, props(size));
    const canvas = container.querySelector('canvas');
    await expect.poll(() => canvas?.width).toBe(size);
    const rows = [...container.querySelectorAll('.row-axis text')];
    const middles = rows.map((label) => {
      const box = label.getBoundingClientRect();
      return box.top + box.height / 2;
    });
    expect(rows.length).toBeGreaterThan(0);
    const gaps = middles.slice(1).map((y, i) => y - (middles[i] ?? 0));
    expect(gaps.every((gap) => gap >= 14)).toBe(true);
    expect(container.querySelectorAll('.cells path')).toHaveLength(0);
  });
});
