/** The exercises' words by themselves, so that a page without exercises does not carry them. */
import { filled } from './filled.ts';
import type { Lang } from './languages.ts';
import { exercisesEn } from './exercises.en.ts';
import { exercisesZh } from './exercises.zh.ts';

export type ExerciseKey = keyof typeof exercisesEn;

const words: Readonly<Record<Lang, Readonly<Record<ExerciseKey, string>>>> = {
  en: exercisesEn,
  zh: exercisesZh,
};

/** As `t`, for the keys of the exercises. Example: te('zh', 'exercises.hint', { n: 2 }) → '提示 2' */
export function te(
  lang: Lang,
  key: ExerciseKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return filled(words[lang][key], vars);
}
