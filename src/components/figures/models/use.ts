import type { Lang } from '#lib/i18n/languages.ts';
import { pageHref } from '#lib/i18n/links.ts';

/** The live page with a stored model, or with the teaching model. */
export function useHref(lang: Lang, id: string | null): string {
  const page = pageHref(lang, 'model');
  return id === null ? page : `${page}?model=${encodeURIComponent(id)}`;
}
