/** The speaker notes of a lesson, each lesson's loaded by itself. */
import type { LessonNotes } from '#lib/presenter/index.ts';

const files = import.meta.glob<LessonNotes>('/content/notes/*.json', { import: 'default' });

/** The notes of a lesson, by its file name, e.g. `2-tokens`; none where there are none. */
export async function notesOf(lesson: string): Promise<LessonNotes> {
  return (await files[`/content/notes/${lesson}.json`]?.()) ?? {};
}
