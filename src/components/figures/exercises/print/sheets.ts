/** The lessons that have sheets, for `getStaticPaths`. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { languages, type Lang } from '#lib/i18n/languages.ts';

export interface SheetProps {
  readonly lang: Lang;
  readonly lesson: string;
  readonly entry: CollectionEntry<'lessons'>;
}

/** One path for each lesson of which `collection` has a file, in both languages. */
export async function sheetPaths(
  collection: 'exercises' | 'plans',
): Promise<{ params: { lang: Lang; lesson: string }; props: SheetProps }[]> {
  const lessons = await getCollection('lessons');
  const having = new Set((await getCollection(collection)).map(({ id }) => id));
  return languages.flatMap((lang) =>
    lessons
      .filter(({ id }) => id.startsWith(`${lang}/`) && having.has(id))
      .map((entry) => {
        const lesson = entry.id.slice(lang.length + 1);
        return { params: { lang, lesson }, props: { lang, lesson, entry } };
      }),
  );
}
