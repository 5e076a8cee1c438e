import { describe, expect, test } from 'vitest';
import { digitsOf } from '#components/figures/distribution/digits.ts';
import {
  placeOf,
  temperatureAt,
  temperatureText,
} from '#components/figures/distribution/temperature.ts';

describe('the slider of temperatures', () => {
  test('has 0 and ∞ at its ends and 0.5, 1 and 2 evenly apart', () => {
    expect([0, 0.5, 1, 2, Infinity].map(placeOf)).toEqual([0, 1 / 3, 1 / 2, 2 / 3, 1]);
    expect([0, 1 / 3, 1 / 2, 2 / 3, 1].map(temperatureAt)).toEqual([0, 0.5, 1, 2, Infinity]);
  });
  test('rises all the way', () => {
    const all = Array.from({ length: 301 }, (_, i) => temperatureAt(i / 300));
    expect(all).toEqual([...all].sort((a, b) => a - b));
    expect(all[299]).toBeGreaterThan(200);
    expect(temperatureText(Infinity)).toBe('∞');
    expect(temperatureText(0.5)).toBe('0.5');
  });
});

test.each([
  [0, '0'],
  [1, '1'],
  [-107.1912, '−107.19'],
  [2 ** -149, '1.4013 × 10⁻⁴⁵'],
  [Number.MIN_VALUE, '4.9407 × 10⁻³²⁴'],
  [-2.5e7, '−2.5 × 10⁷'],
  [-Infinity, '−∞'],
  [NaN, '–'],
])('digitsOf(%f) is %s', (x, text) => {
  expect(digitsOf(x)).toBe(text);
});
