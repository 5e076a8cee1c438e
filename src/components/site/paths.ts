/** The paths of pages that are there once in each language, for `getStaticPaths`. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { languages, type Lang } from '#lib/i18n/languages.ts';

export interface LangProps {
  readonly lang: Lang;
}

export interface TextProps extends LangProps {
  readonly entry: CollectionEntry<'pages'>;
}

interface Path<Props> {
  readonly params: { readonly lang: Lang };
  readonly props: Props;
}

export const langPaths = (): Path<LangProps>[] =>
  languages.map((lang) => ({ params: { lang }, props: { lang } }));

/** Of a page whose text is `content/pages/LANG/NAME`. */
export async function textPaths(name: string): Promise<Path<TextProps>[]> {
  const pages = await getCollection('pages');
  return languages.flatMap((lang) =>
    pages
      .filter(({ id }) => id === `${lang}/${name}`)
      .map((entry) => ({ params: { lang }, props: { lang, entry } })),
  );
}
