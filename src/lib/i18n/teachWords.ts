/** The words of the teachers' page, apart from those that every page carries. */
import { filled } from './filled.ts';
import type { Lang } from './languages.ts';
import { teachEn } from './teach.en.ts';
import { teachZh } from './teach.zh.ts';

export type TeachKey = keyof typeof teachEn;

const words: Readonly<Record<Lang, Readonly<Record<TeachKey, string>>>> = {
  en: teachEn,
  zh: teachZh,
};

/** As `t`, for the keys of the teachers' page. */
export function tt(
  lang: Lang,
  key: TeachKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return filled(words[lang][key], vars);
}
