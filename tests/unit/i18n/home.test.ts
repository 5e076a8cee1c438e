import { expect, test } from 'vitest';
import { homeCaseEn } from '#lib/i18n/homeCase.en.ts';
import { homeCaseZh } from '#lib/i18n/homeCase.zh.ts';
import { homeEn } from '#lib/i18n/home.en.ts';
import { homeZh } from '#lib/i18n/home.zh.ts';
import { th } from '#lib/i18n/homeWords.ts';
import { tc } from '#lib/i18n/homeCaseWords.ts';

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const en: Readonly<Record<string, string>> = { ...homeEn, ...homeCaseEn };
const zh: Readonly<Record<string, string>> = { ...homeZh, ...homeCaseZh };

test.each(Object.keys(en))('%s has the same holes in both languages', (key) => {
  expect(holes(zh[key] ?? '')).toEqual(holes(en[key] ?? ''));
});

test('Chinese sentences have Chinese punctuation', () => {
  const bad = Object.values(zh).filter((text) => /\p{Script=Han}[,;:!?.]/u.test(text));
  expect(bad).toEqual([]);
});

test('th and tc fill holes and leave those that they are given nothing for', () => {
  expect(th('zh', 'home.start', { n: 0 })).toBe('从第 0 课开始');
  expect(tc('en', 'case.head', { layer: 3 })).toBe('Layer 3, head {head}');
});
