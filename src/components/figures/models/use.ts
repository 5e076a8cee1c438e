import type { Lang } from '#lib/i18n/languages.ts';
import { pageHref } from '#lib/i18n/links.ts';

/** A page with live figures, with a stored model or with the teaching model. */
export function useHref(lang: Lang, id: string | null, page = 'model'): string {
  const href = pageHref(lang, page);
  return id === null ? href : `${href}?model=${encodeURIComponent(id)}`;
}
