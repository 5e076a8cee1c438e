/** The presenter's words by themselves, so that a page that nobody presents does not carry them. */
import { filled } from './filled.ts';
import type { Lang } from './languages.ts';
import { presenterEn } from './presenter.en.ts';
import { presenterZh } from './presenter.zh.ts';

export type PresenterKey = keyof typeof presenterEn;

const words: Readonly<Record<Lang, Readonly<Record<PresenterKey, string>>>> = {
  en: presenterEn,
  zh: presenterZh,
};

/** As `t`, for the keys of the presenter. Example: tp('en', 'speaker.minutes', { n: 4 }) → 'about 4 min' */
export function tp(
  lang: Lang,
  key: PresenterKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return filled(words[lang][key], vars);
}
