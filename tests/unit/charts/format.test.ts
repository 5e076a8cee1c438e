import { describe, expect, test } from 'vitest';
import {
  formatNumber,
  formatPercent,
  formatPower,
  formatWeight,
} from '#components/charts/format.ts';
import { shorten, visible, visibleText } from '#components/charts/spaces.ts';

test('formatPercent(p) keeps about three figures and never rounds something to nothing', () => {
  const cases = [0, 1e-9, 0.0000123, 0.00123, 0.0123, 0.1234, 0.9996, 1, NaN];
  expect(cases.map(formatPercent)).toEqual([
    '0 %',
    '< 0.001 %',
    '0.001 %',
    '0.12 %',
    '1.2 %',
    '12.3 %',
    '99.9 %',
    '100 %',
    '–',
  ]);
});

test('formatWeight(w) has two decimals, more for small weights', () => {
  expect([0, 1, 0.8123, 0.0123, 0.00001].map(formatWeight)).toEqual([
    '0',
    '1.00',
    '0.81',
    '0.012',
    '1.0e-5',
  ]);
});

test('formatNumber(x, digits) keeps the figures that count, with a true minus', () => {
  expect([0, 1234.5, 3.14159, 0.012345, -2.5, 1e-7, Infinity].map((x) => formatNumber(x))).toEqual([
    '0.00',
    '1235',
    '3.14',
    '0.0123',
    '−2.50',
    '1.00e−7',
    '–',
  ]);
});

test('formatPower(x) writes powers of ten', () => {
  expect([1, 10, 1000, 1e5, 0.1, 0.01, 1e-6].map(formatPower)).toEqual([
    '1',
    '10',
    '1000',
    '10⁵',
    '0.1',
    '0.01',
    '10⁻⁶',
  ]);
});

describe('visible(text)', () => {
  test('tells signs for the invisible from the text', () => {
    expect(visible(' a\n')).toEqual([
      { text: '·', sign: true },
      { text: 'a', sign: false },
      { text: '↵', sign: true },
    ]);
    expect(visible('')).toEqual([]);
  });

  test('shows control characters as their pictures', () => {
    expect(visibleText('\t\u0000\u007f')).toBe('⇥␀␡');
  });
});

test('shorten(text, length) counts characters, not code units', () => {
  expect(shorten('🙂🙂🙂', 3)).toBe('🙂🙂🙂');
  expect(shorten('abcdef', 4)).toBe('abc…');
});
