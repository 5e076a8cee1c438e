/** The words of the home's case by themselves, so that the first page does not carry all the others. */
import { homeCaseEn } from './homeCase.en.ts';
import { homeCaseZh } from './homeCase.zh.ts';
import type { Lang } from './languages.ts';

export type HomeCaseKey = keyof typeof homeCaseEn;

const words: Readonly<Record<Lang, Readonly<Record<HomeCaseKey, string>>>> = {
  en: homeCaseEn,
  zh: homeCaseZh,
};

/** As `t`, for the keys of the case. Example: tc('en', 'case.head', { layer: 3, head: 1 }) → 'Layer 3, head 1' */
export function tc(
  lang: Lang,
  key: HomeCaseKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return words[lang][key].replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(vars, name) ? String(vars[name]) : hole,
  );
}
