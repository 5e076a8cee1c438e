/** The languages of the site, as they stand in its addresses. */
export const languages = ['en', 'zh'] as const;

export type Lang = (typeof languages)[number];

/** BCP 47 tags for `<html lang>` and `hreflang`. */
export const langTags = { en: 'en', zh: 'zh-CN' } as const satisfies Record<Lang, string>;

/** Each language's own name. */
export const langNames = { en: 'English', zh: '简体中文' } as const satisfies Record<Lang, string>;

/** Example: isLang('zh') → true, isLang('fr') → false */
export function isLang(value: unknown): value is Lang {
  return languages.some((lang) => lang === value);
}

/** The language that is not this one. */
export function otherLang(lang: Lang): Lang {
  return lang === 'en' ? 'zh' : 'en';
}
