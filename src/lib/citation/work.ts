/** What is cited: a page of the course, a figure of it, or the whole. */
import type { Lang } from '../i18n/languages.ts';

export interface CitedWork {
  readonly kind: 'site' | 'page' | 'figure';
  readonly lang: Lang;
  /** Of the page or figure; of the site, its name. */
  readonly title: string;
  /** The figure's number in its lesson, e.g. `4.9`. */
  readonly number?: string;
  /** The whole address, fragment included. */
  readonly url: string;
  /** Of the software, e.g. `0.1.0`. */
  readonly version: string;
  /** The day of this version, as YYYY-MM-DD. */
  readonly date: string;
  /** The day that it was read on, as YYYY-MM-DD. */
  readonly read: string;
}

/** Who wrote it; the same name as in CITATION.cff. */
export const AUTHOR = 'The Vitrine authors';

const SITE: Readonly<Record<Lang, string>> = {
  en: 'Vitrine: GPT-2 behind glass',
  zh: 'Vitrine：玻璃柜里的 GPT-2',
};

/** The name of the whole in a language. */
export const siteTitle = (lang: Lang): string => SITE[lang];

/** The title with the figure's number. Example: 'Figure 4.9: One head', '图 4.9：一个头' */
export function fullTitle({ kind, lang, title, number }: CitedWork): string {
  if (kind === 'site') return siteTitle(lang);
  if (kind !== 'figure' || number === undefined) return title;
  return lang === 'zh' ? `图 ${number}：${title}` : `Figure ${number}: ${title}`;
}

/** [2026, 11, 21] of '2026-11-21'; null for what is no day of the calendar. */
export function partsOf(day: string): readonly [number, number, number] | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const parts = [Number(year), Number(month), Number(date)] as const;
  const [y, m, d] = parts;
  const exact = new Date(Date.UTC(y, m - 1, d));
  return exact.getUTCMonth() === m - 1 && exact.getUTCDate() === d ? parts : null;
}

/** A name for the work that is unique and safe in BibTeX. Example: 'vitrine-4-attention-one-head' */
export function keyOf({ kind, url }: CitedWork): string {
  const { pathname, hash } = new URL(url);
  const page = pathname.split('/').filter(Boolean).at(-1) ?? '';
  // A fragment with more than a name holds what the reader typed.
  const figure = kind === 'figure' && /^#[\w-]+$/.test(hash) ? hash.slice(1) : '';
  const parts = kind === 'site' ? [] : [page, figure];
  return ['vitrine', ...parts]
    .map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'))
    .filter((part) => part !== '')
    .join('-');
}
