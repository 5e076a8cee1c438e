/** What the training figure shows before any script runs. */
import { parseHTML } from 'linkedom';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import TrainBpe from '#components/figures/bpe/TrainBpe.svelte';
import { languages, type Lang } from '#lib/i18n/languages.ts';

function drawn(lang: Lang, size: 'lesson' | 'lab' = 'lesson'): Document {
  const { body } = render(TrainBpe, { props: { lang, number: '2.1', size } });
  return parseHTML(`<html><body>${body}</body></html>`).document;
}

describe.each(languages)('TrainBpe in %s', (lang) => {
  const page = drawn(lang);

  test('starts at the example, with the counts of its characters', () => {
    expect(page.querySelector('textarea')?.textContent).toBe('older×3 finest×9 lowest×4');
    const kinds = [...page.querySelectorAll('[data-kinds] li')].map((li) => li.textContent.trim());
    expect(new Set(kinds)).toEqual(
      new Set([...['e16', 's13', 't13', 'o7', 'l7', 'f9', 'i9', 'n9', 'w4', 'd3', 'r3'], '</w>16']),
    );
    expect(page.querySelector('[data-tokens]')?.textContent).toBe('109');
  });

  test('shows all 14 pairs by count, the three that tie in one bracket', () => {
    const pairs = [...page.querySelectorAll('[data-pair]')];
    const counts = pairs.map((pair) => Number(pair.getAttribute('data-pair')));
    expect(counts).toEqual([13, 13, 13, 9, 9, 9, 4, 4, 4, 3, 3, 3, 3, 3]);
    expect(pairs[0]?.querySelector('.name')?.textContent.trim()).toBe('e + s');
    expect(pairs[0]?.classList.contains('next')).toBe(true);
    expect(page.querySelectorAll('.bar.tied')).toHaveLength(3);
    expect(page.querySelectorAll('.bracket')).toHaveLength(4);
  });

  test('draws the three words as characters, what is next marked in two of them', () => {
    const tokens = [...page.querySelectorAll('[data-train-text] [data-token]')];
    expect(tokens.map((token) => token.textContent.trim()).join(' ')).toBe(
      'o l d e r </w> f i n e s t </w> l o w e s t </w>',
    );
    expect(tokens.filter((token) => token.classList.contains('next'))).toHaveLength(4);
  });

  test('has no hole in its words', () => {
    expect(page.body.textContent).not.toMatch(/NaN|undefined|\{\w+\}/);
    expect(drawn(lang, 'lab').querySelector('details')?.hasAttribute('open')).toBe(true);
  });
});
