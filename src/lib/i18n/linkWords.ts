/** The words of links and run files by themselves, so that pages carry no others for them. */
import type { Lang } from './languages.ts';
import { linkEn } from './link.en.ts';
import { linkZh } from './link.zh.ts';

export type LinkKey = keyof typeof linkEn;

const words: Readonly<Record<Lang, Readonly<Record<LinkKey, string>>>> = { en: linkEn, zh: linkZh };

/** As `t`, for the keys of links. Example: tl('en', 'link.reset') → 'Back to the beginning' */
export function tl(
  lang: Lang,
  key: LinkKey,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  return words[lang][key].replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(vars, name) ? String(vars[name]) : hole,
  );
}
