import { expect, test } from 'vitest';
import { SAYINGS } from '#lib/exercises/types.ts';
import { exercisesEn } from '#lib/i18n/exercises.en.ts';
import { exercisesZh } from '#lib/i18n/exercises.zh.ts';
import { te } from '#lib/i18n/exerciseWords.ts';
import { handoutsEn } from '#lib/i18n/handouts.en.ts';
import { handoutsZh } from '#lib/i18n/handouts.zh.ts';
import { th } from '#lib/i18n/handoutWords.ts';

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each([
  ['exercises', exercisesEn, exercisesZh],
  ['handouts', handoutsEn, handoutsZh],
] as const)('%s: the same keys and holes in both languages', (_, en, zh) => {
  const found = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([key, text]) => [key, holes(text)]);
  expect(found(zh)).toEqual(found(en));
});

test('there is a sentence for every verdict, and none besides', () => {
  const keys = Object.keys(exercisesEn).filter((key) => key.startsWith('exercises.say.'));
  expect(keys.sort()).toEqual(SAYINGS.map((say) => `exercises.say.${say}`).sort());
});

test('sentences are filled', () => {
  expect(te('zh', 'exercises.hint', { n: 2 })).toBe('提示 2');
  expect(th('en', 'handouts.lesson', { n: 4, title: 'Attention' })).toBe('Lesson 4: Attention');
});
