import type { Lang } from '#lib/i18n/languages.ts';
import { assetHref } from '#lib/i18n/links.ts';
import { readMarks, withoutTitle } from '#lib/search/excerpt.ts';
import type { Found, RecordKind } from '#lib/search/found.ts';

/** The part of Pagefind's interface that is used here. */
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly Result[] }>;
}
interface Result {
  readonly score: number;
  data(): Promise<{
    readonly url: string;
    readonly content: string;
    readonly excerpt: string;
    readonly meta: Readonly<Record<string, string>>;
  }>;
}

const kinds: readonly string[] = ['page', 'section', 'figure', 'term'] satisfies RecordKind[];
const open = new Map<Lang, Promise<Pagefind>>();

/** The index of a language, loaded once; rejects where the site has none, as in development. */
function indexOf(lang: Lang): Promise<Pagefind> {
  const address = assetHref(`pagefind/${lang}/pagefind.js`);
  const loading =
    open.get(lang) ??
    (import(/* @vite-ignore */ address) as Promise<Pagefind>).then(async (pagefind) => {
      await pagefind.init();
      return pagefind;
    });
  open.set(lang, loading);
  loading.catch(() => open.delete(lang));
  return loading;
}

/** Fetches the index of a language before it is asked. Rejects where there is none. */
export async function warm(lang: Lang): Promise<void> {
  await indexOf(lang);
}

/** The things of a language's pages that hold all words of the query, at most `limit`, best first. */
export async function find(lang: Lang, query: string, limit: number): Promise<Found[]> {
  const { results } = await (await indexOf(lang)).search(asWords(query));
  return Promise.all(
    results.slice(0, limit).map(async ({ score, data }) => {
      const { url, content, excerpt, meta } = await data();
      const { title = '', page = '', kind = '' } = meta;
      return {
        kind: kinds.includes(kind) ? (kind as RecordKind) : 'section',
        url,
        title,
        page,
        text: withoutTitle([{ text: content, marked: false }], title)[0]?.text ?? '',
        excerpt: withoutTitle(readMarks(excerpt), title),
        score,
      };
    }),
  );
}

/** Pagefind takes `byte-pair` for one word that no text has. */
const asWords = (query: string) => query.replaceAll(/[-–—/]+/g, ' ');
