/** The words of the home page by themselves: no script of any page carries them. */
import { homeEn } from './home.en.ts';
import { homeZh } from './home.zh.ts';
import type { Lang } from './languages.ts';

export type HomeKey = keyof typeof homeEn;

const words: Readonly<Record<Lang, Readonly<Record<HomeKey, string>>>> = {
  en: homeEn,
  zh: homeZh,
};

/** As `t`, for the keys of the home page. Example: th('en', 'home.start', { n: 0 }) → 'Start with lesson 0' */
export function th(
  lang: Lang,
  key: HomeKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return words[lang][key].replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(vars, name) ? String(vars[name]) : hole,
  );
}
