import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  COLOUR_STOPS,
  colourAt,
  colourTable,
  cssColour,
  cssTextColour,
  tableIndex,
  type Theme,
} from '#components/charts/colour.ts';

const levels = Array.from({ length: 256 }, (_, i) => i / 255);
const themes: readonly Theme[] = ['light', 'dark'];

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const part = (start: number): number => {
    const c = parseInt(hex.slice(start, start + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

describe('colourTable(theme)', () => {
  test.each(themes)('runs in one direction of lightness in the %s theme', (theme) => {
    const light = levels.map((level) => luminance(colourAt(theme, level)));
    const steps = light.slice(1).map((next, i) => next - (light[i] ?? 0));
    const sign = theme === 'dark' ? 1 : -1;
    expect(steps.every((step) => sign * step >= -1e-3)).toBe(true);
    expect(Math.abs((light.at(-1) ?? 0) - (light[0] ?? 0))).toBeGreaterThan(0.75);
  });

  test('has the stops of the style sheet, in order', () => {
    const css = readFileSync('src/styles/scales.css', 'utf8');
    const pairs = [...css.matchAll(/--seq-\d: light-dark\((#\w+), (#\w+)\)/g)];
    expect(pairs.map(([, light]) => light)).toEqual(COLOUR_STOPS.light);
    expect(pairs.map(([, , dark]) => dark)).toEqual(COLOUR_STOPS.dark);
  });

  test('begins and ends at the stops', () => {
    for (const theme of themes) {
      expect(colourAt(theme, 0)).toBe(COLOUR_STOPS[theme][0]);
      expect(colourAt(theme, 1)).toBe(COLOUR_STOPS[theme].at(-1));
      expect(colourTable(theme)).toHaveLength(768);
    }
  });

  test('holds levels outside 0…1, and what is no number, to the ends', () => {
    expect(tableIndex(-3)).toBe(0);
    expect(tableIndex(7)).toBe(255);
    expect(tableIndex(NaN)).toBe(0);
  });
});

test('cssTextColour(level) can be read on cssColour(level): contrast of at least 4.5', () => {
  const pair = (css: string): (string | undefined)[] => css.match(/#[0-9a-f]{6}/g) ?? [];
  for (const level of levels) {
    const ground = pair(cssColour(level));
    const ink = pair(cssTextColour(level));
    for (const theme of [0, 1]) {
      const [a, b] = [luminance(ground[theme] ?? ''), luminance(ink[theme] ?? '')];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      expect(contrast, `level ${level}, theme ${theme}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
