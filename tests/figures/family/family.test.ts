import { describe, expect, test } from 'vitest';
import {
  placeModels,
  shortBytes,
  shortCount,
  type Across,
  type ScaleName,
} from '#components/figures/family/growth.ts';
import { marksOf, settingNames, settingOf } from '#components/figures/family/settings.ts';
import { languages } from '#lib/i18n/languages.ts';

describe('settingOf(name, lang) and its marks', () => {
  const cases = languages.flatMap((lang) => settingNames.map((name) => [name, lang] as const));

  test.each(cases)('%s in %s: as many rows, questions and marks as words', (name, lang) => {
    const setting = settingOf(name, lang);
    const { length } = setting.words;
    expect(setting.mask).toHaveLength(length);
    expect(setting.asked).toHaveLength(length);
    marksOf(setting).forEach((row, i) => {
      expect(row).toHaveLength(length);
      expect(row[i]).toBe('own');
      row.forEach((mark, j) => expect(mark !== 'hidden').toBe(setting.mask[i]?.[j]));
    });
  });

  test('BERT is asked only where a word is blanked out', () => {
    const { words, asked } = settingOf('bert', 'en');
    expect(words.map((word, i) => (word === '[MASK]') === (asked[i] !== ''))).not.toContain(false);
    expect(asked.filter(Boolean)).toEqual(['sat']);
  });

  test('no model sees the word it is asked for', () => {
    for (const [name, lang] of cases) {
      const { words, asked, mask } = settingOf(name, lang);
      asked.forEach((answer, i) => {
        if (answer === '') return;
        const seen = words.filter((_, j) => mask[i]?.[j]);
        expect(seen).not.toContain(answer);
      });
    }
  });

  test('GPT and the decoder are asked for the next word at every place', () => {
    const gpt = settingOf('gpt', 'en');
    expect(gpt.asked.slice(0, -1)).toEqual(gpt.words.slice(1));
    const both = settingOf('both', 'zh');
    expect(both.asked.slice(both.encoder, -1)).toEqual(both.words.slice(both.encoder + 1));
    expect(
      marksOf(both)
        .flat()
        .filter((mark) => mark === 'far'),
    ).toHaveLength(3 * 4);
  });
});

describe('placeModels(lang, across, scale, box)', () => {
  const box = { left: 50, right: 500, top: 20, bottom: 300 };
  const ways = (['bytes', 'date'] as Across[]).flatMap((across) =>
    (['log', 'linear'] as ScaleName[]).map((scale) => [across, scale] as const),
  );

  test.each(ways)('%s, %s: every dot and tick is inside the box', (across, scale) => {
    const { dots, xTicks, yTicks } = placeModels('en', across, scale, box);
    for (const { x, y, rawX } of dots) {
      for (const across of [x, rawX ?? x]) {
        expect(across).toBeGreaterThanOrEqual(box.left);
        expect(across).toBeLessThanOrEqual(box.right);
      }
      expect(y).toBeGreaterThanOrEqual(box.top);
      expect(y).toBeLessThanOrEqual(box.bottom);
    }
    for (const { at } of xTicks) expect(at).toBeLessThanOrEqual(box.right + 1e-9);
    for (const { at } of yTicks) expect(at).toBeGreaterThanOrEqual(box.top - 1e-9);
  });

  test('on a logarithmic scale equal factors are equal distances', () => {
    const { dots, yTicks } = placeModels('en', 'bytes', 'log', box);
    const decade = (yTicks[0]?.at ?? 0) - (yTicks[1]?.at ?? 0);
    const [one, two] = dots;
    expect(((one?.y ?? 0) - (two?.y ?? 0)) / decade).toBeCloseTo(Math.log10(1.5e9 / 117e6), 9);
  });

  test('on a linear scale GPT-1 and GPT-2 are less than three pixels apart', () => {
    const [one, two] = placeModels('en', 'bytes', 'linear', box).dots;
    expect((one?.y ?? 0) - (two?.y ?? 0)).toBeLessThan(3);
  });
});

test('shortBytes(n) uses decimal units; shortCount(lang, n) those of the language', () => {
  expect(shortBytes(45e12)).toBe('45 TB');
  expect(shortBytes(570e9)).toBe('570 GB');
  expect(shortBytes(4_853_859_824)).toBe('4.85 GB');
  expect(shortBytes(1)).toBe('1 B');
  expect(shortCount('en', 117e6)).toBe('117M');
  expect(shortCount('zh', 175e9)).toBe('1750亿');
});
