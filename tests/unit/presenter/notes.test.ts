import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noteOf, totalMinutes, type LessonNotes } from '#lib/presenter/index.ts';

const lessons = readdirSync('content/lessons/en').map((file) => file.replace(/\.mdx$/, ''));
const languages = ['en', 'zh'] as const;

/** The numbers of a lesson's figures, in the order of the text. */
function figuresOf(lang: string, lesson: string): readonly string[] {
  const text = readFileSync(`content/lessons/${lang}/${lesson}.mdx`, 'utf8');
  return [...text.matchAll(/\bnumber="(\d+\.\d+)"/g)].map(([, number]) => number ?? '');
}

function notesOf(lesson: string): LessonNotes {
  return JSON.parse(readFileSync(`content/notes/${lesson}.json`, 'utf8')) as LessonNotes;
}

describe.each(lessons)('notes of lesson %s', (lesson) => {
  const notes = notesOf(lesson);

  it.each(languages)(
    'has one for each figure of the %s text, in its order, and no other',
    (lang) => {
      const figures = figuresOf(lang, lesson);
      expect(figures.length).toBeGreaterThan(0);
      expect(Object.keys(notes)).toEqual(figures);
    },
  );

  it.each(languages)('says in %s what to say, to ask and to expect, briefly', (lang) => {
    const most = lang === 'en' ? 330 : 130;
    for (const number of Object.keys(notes)) {
      const note = noteOf(notes, number, lang);
      for (const text of [note?.say, note?.ask, note?.trouble]) {
        expect(text?.trim().length ?? 0, `${number} in ${lang}`).toBeGreaterThan(10);
        expect(text?.length ?? 0, `${number} in ${lang}`).toBeLessThan(most);
      }
      expect(/\p{Script=Han}/u.test(note?.say ?? ''), number).toBe(lang === 'zh');
      expect(note?.minutes, number).toBeGreaterThanOrEqual(2);
      expect(note?.minutes, number).toBeLessThanOrEqual(10);
    }
  });

  it('takes no longer than a double period', () => {
    expect(totalMinutes(notes)).toBeLessThanOrEqual(90);
  });
});

describe('noteOf(notes, number, lang)', () => {
  it('knows no note for what has no number, nor for names that every object has', () => {
    expect(noteOf(notesOf('2-tokens'), null, 'en')).toBeNull();
    expect(noteOf(notesOf('2-tokens'), 'constructor', 'en')).toBeNull();
  });
});
