/** Speaker notes: one file a lesson in `content/notes`, one entry a figure, both languages side by side. */
import type { Lang } from '../i18n/languages.ts';

/** What helps at one figure, a sentence or two each. */
export interface NoteText {
  /** What to say. */
  readonly say: string;
  /** What to ask the class. */
  readonly ask: string;
  /** What goes wrong, in heads or on screen. */
  readonly trouble: string;
}

export interface Note extends Readonly<Record<Lang, NoteText>> {
  /** How long the figure takes with its question. */
  readonly minutes: number;
}

/** By the figure's number, e.g. `4.2`. */
export type LessonNotes = Readonly<Record<string, Note>>;

/** A note in one language. */
export interface SpokenNote extends NoteText {
  readonly minutes: number;
}

/** The note of a figure in a language; null where there is none. */
export function noteOf(notes: LessonNotes, number: string | null, lang: Lang): SpokenNote | null {
  if (number === null || !Object.hasOwn(notes, number)) return null;
  const note = notes[number];
  return note ? { ...note[lang], minutes: note.minutes } : null;
}

/** Minutes of all figures of a lesson. */
export function totalMinutes(notes: LessonNotes): number {
  return Object.values(notes).reduce((sum, { minutes }) => sum + minutes, 0);
}
