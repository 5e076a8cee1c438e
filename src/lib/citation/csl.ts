import { AUTHOR, fullTitle, keyOf, partsOf, siteTitle, type CitedWork } from './work.ts';

/** An item of CSL-JSON 1.0.2, as far as it is used here. */
export interface CslItem {
  readonly id: string;
  readonly type: 'software' | 'webpage' | 'figure';
  readonly title: string;
  readonly 'container-title'?: string;
  readonly author: readonly { readonly literal: string }[];
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly version: string;
  readonly URL: string;
  readonly language: string;
}

export interface CslDate {
  readonly 'date-parts': readonly [readonly [number, number, number]];
}

/** A work for Zotero, Pandoc and other readers of CSL-JSON. */
export function toCsl(work: CitedWork): CslItem {
  const { kind, lang, url, version } = work;
  const [issued, accessed] = [work.date, work.read].map(partsOf);
  return {
    id: keyOf(work),
    type: ({ site: 'software', page: 'webpage', figure: 'figure' } as const)[kind],
    title: fullTitle(work),
    ...(kind === 'site' ? {} : { 'container-title': siteTitle(lang) }),
    author: [{ literal: AUTHOR }],
    ...(issued ? { issued: { 'date-parts': [issued] } } : {}),
    ...(accessed ? { accessed: { 'date-parts': [accessed] } } : {}),
    version,
    URL: new URL(url).href,
    language: lang === 'zh' ? 'zh-CN' : 'en',
  };
}

/** The text of a CSL-JSON file with one item. */
export function toCslJson(work: CitedWork): string {
  return `${JSON.stringify([toCsl(work)], null, 2)}\n`;
}
