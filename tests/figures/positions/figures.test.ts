/** What the figures on positions show before any script runs. */
import { parseHTML } from 'linkedom';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import LearnedPositions from '#components/figures/positions/LearnedPositions.svelte';
import RopeAlibi from '#components/figures/positions/RopeAlibi.svelte';
import Rotation from '#components/figures/positions/Rotation.svelte';
import Sinusoids from '#components/figures/positions/Sinusoids.svelte';
import ThreeWishes from '#components/figures/positions/ThreeWishes.svelte';
import { languages, type Lang } from '#lib/i18n/languages.ts';

type Figure = Component<{ lang: Lang; number?: string }>;
const figures: Record<string, Figure> = {
  LearnedPositions,
  RopeAlibi,
  Rotation,
  Sinusoids,
  ThreeWishes,
};

function drawn(figure: Figure, lang: Lang): Document {
  const { body } = render(figure, { props: { lang, number: '3.1' } });
  return parseHTML(`<html><body>${body}</body></html>`).document;
}

const all = Object.keys(figures).flatMap((name) => languages.map((lang) => [name, lang] as const));

test.each(all)('%s is drawn in %s, with no hole in its words or numbers', (name, lang) => {
  const page = drawn(figures[name]!, lang);
  expect(page.querySelectorAll('figure')).toHaveLength(1);
  expect(page.querySelectorAll('figure svg, figure table').length).toBeGreaterThan(0);
  const html = page.body.innerHTML;
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(page.body.textContent).not.toMatch(/\{\w+\}|–\s*[,;]/);
});

describe('Rotation', () => {
  test('prints a rotation, an error of rounding only, and the same dot product four times', () => {
    const page = drawn(Rotation, 'en');
    const error = Number(page.querySelector('[data-error]')?.textContent.replace('−', '-'));
    expect(error).toBeLessThanOrEqual(1e-6);
    const cells = [...page.querySelectorAll('table td')].map((td) =>
      Number(td.textContent.replace('−', '-')),
    );
    expect(cells).toHaveLength(64);
    // The slider stands at k = 3; pair 0 turns by 3 radians.
    expect(cells.slice(0, 2)).toEqual([
      Number(Math.cos(3).toFixed(2)),
      Number(Math.sin(3).toFixed(2)),
    ]);
    const dots = [...page.querySelectorAll('dd')].map((dd) => /= (\S+)$/.exec(dd.textContent)?.[1]);
    const values = dots.filter((value) => value !== undefined);
    expect(values).toHaveLength(4);
    expect(new Set(values).size).toBe(1);
    const sum = [3, 0.3, 0.03, 0.003].reduce((total, angle) => total + Math.cos(angle), 0);
    expect(Number(values[0])).toBeCloseTo(sum, 4);
  });
});

describe('ThreeWishes', () => {
  test('says of each scheme which wishes it keeps', () => {
    const page = drawn(ThreeWishes, 'en');
    const verdicts = [...page.querySelectorAll('[data-scheme]')].map((row) => [
      row.getAttribute('data-scheme'),
      ...[...row.querySelectorAll('[data-verdict]')].map((td) => td.getAttribute('data-verdict')),
    ]);
    expect(verdicts).toEqual([
      ['none', 'fails', 'fails', 'holds'],
      ['sinusoid', 'holds', 'holds', 'holds'],
      ['gpt2', 'holds', 'partly', 'fails'],
      ['teaching', 'holds', 'partly', 'fails'],
      ['rope', 'holds', 'holds', 'holds'],
      ['alibi', 'holds', 'holds', 'holds'],
    ]);
    expect(page.querySelector('[data-scheme=gpt2]')?.textContent).toContain('position 1,024');
  });
});

describe('RopeAlibi', () => {
  test('only added sinusoids score otherwise when both are moved to the start', () => {
    const page = drawn(RopeAlibi, 'en');
    const said = [...page.querySelectorAll('[data-scheme]')].map((section) => [
      section.getAttribute('data-scheme'),
      section.querySelector('em')?.textContent,
    ]);
    expect(said).toEqual([
      ['none', 'The same.'],
      ['sinusoid', 'Not the same.'],
      ['rope', 'The same.'],
      ['alibi', 'The same.'],
    ]);
  });
});

describe('LearnedPositions', () => {
  test('shows what is stored, says so, and draws 1,024 and 256 positions', () => {
    const page = drawn(LearnedPositions, 'en');
    const [gpt2, teaching] = page.querySelectorAll('[data-model]');
    expect(gpt2?.textContent).toContain('90.4 %');
    expect(teaching?.textContent).toContain('68.0 %');
    const dots = (panel: Element | undefined): number =>
      [...(panel?.querySelectorAll('path.dots') ?? [])]
        .map((path) => path.getAttribute('d')?.match(/m/gi)?.length ?? 0)
        .reduce((a, b) => a + b, 0);
    expect([dots(gpt2), dots(teaching)]).toEqual([1024, 256]);
    expect(page.querySelector('[data-provenance]')?.getAttribute('data-provenance')).toBe('stored');
  });
});

describe('Sinusoids', () => {
  test('marks a wavelength for each pair', () => {
    const page = drawn(Sinusoids, 'en');
    expect(page.querySelectorAll('.waves circle')).toHaveLength(16);
    // Pair 2 of 16: 2π · 10000^(4/32) = 19.87.
    expect(page.body.textContent).toContain('19.87');
  });
});
