/** The words of worksheets, answer keys and lesson plans, which no script of a page carries. */
import { filled } from './filled.ts';
import type { Lang } from './languages.ts';
import { handoutsEn } from './handouts.en.ts';
import { handoutsZh } from './handouts.zh.ts';

export type HandoutKey = keyof typeof handoutsEn;

const words: Readonly<Record<Lang, Readonly<Record<HandoutKey, string>>>> = {
  en: handoutsEn,
  zh: handoutsZh,
};

/** As `t`, for the keys of handouts. Example: th('zh', 'handouts.plan.minutes', { n: 5 }) → '5 分钟' */
export function th(
  lang: Lang,
  key: HandoutKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return filled(words[lang][key], vars);
}
