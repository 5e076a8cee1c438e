import { isLang, type Lang } from './languages.ts';

/** The path that the site is published under, without a slash at its end: '' or '/vitrine'. */
function siteBase(): string {
  const env: { readonly BASE_URL?: string } | undefined = import.meta.env;
  return (env?.BASE_URL ?? '/').replace(/\/+$/, '');
}

/**
 * The address of a page in a language; pages end with a slash.
 * Example: pageHref('zh', 'model') → '/zh/model/', pageHref('en') → '/en/'
 */
export function pageHref(lang: Lang, page = '', base = siteBase()): string {
  const [path = '', hash] = page.split('#');
  const inner = path.split('/').filter(Boolean);
  return `${base}/${[lang, ...inner].join('/')}/${hash === undefined ? '' : `#${hash}`}`;
}

/** The address of a file in `public/`. Example: assetHref('icon.svg') → '/icon.svg' */
export function assetHref(file: string, base = siteBase()): string {
  return `${base}/${file.replace(/^\/+/, '')}`;
}

/**
 * The page within its language, from the path of an address.
 * Example: pageOf('/vitrine/zh/lessons/1-bpe/', '/vitrine') → 'lessons/1-bpe'
 */
export function pageOf(pathname: string, base = siteBase()): string {
  const inner = base !== '' && pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  const [first, ...rest] = inner.split('/').filter(Boolean);
  return isLang(first) ? rest.join('/') : '';
}

/**
 * A link as a lesson's author writes it, made whole. Paths that begin with a slash are pages of the
 * site in the reader's language; anything else stays.
 * Example: lessonHref('zh', '/model/') → '/zh/model/'
 */
export function lessonHref(lang: Lang, href: string, base = siteBase()): string {
  return href.startsWith('/') && !href.startsWith('//') ? pageHref(lang, href, base) : href;
}
