import { noProgress, type LessonProgress, type Place, type Progress } from './progress.ts';

/** The form of the text; it goes up when an older page would misread it. */
const VERSION = 1;
/** More than this is not read: nobody made it by reading. */
const MOST = 500;

/**
 * Example: writeProgress(reach(noProgress, '2-tokens', 1)) →
 * '{"v":1,"last":["2-tokens",1],"lessons":[["2-tokens",[1],[]]]}'
 */
export function writeProgress({ lessons, last }: Progress): string {
  return JSON.stringify({
    v: VERSION,
    last: last && [last.lesson, last.section],
    lessons: [...lessons].map(([name, { sections, exercises }]) => [name, sections, exercises]),
  });
}

/**
 * Reads what writeProgress wrote. Never throws: what is damaged is left out. Null: a newer page wrote
 * it in a form that this one does not know, and it should be left alone.
 */
export function parseProgress(text: string | null): Progress | null {
  const kept = json(text);
  if (typeof kept !== 'object' || kept === null || !('v' in kept)) return noProgress;
  if (typeof kept.v === 'number' && kept.v > VERSION) return null;
  const entries = 'lessons' in kept ? list(kept.lessons) : [];
  const lessons = new Map(entries.flatMap((entry) => lesson(entry)));
  return { lessons, last: 'last' in kept ? place(kept.last, lessons) : null };
}

function lesson(entry: unknown): [string, LessonProgress][] {
  const [name, sections, exercises] = list(entry);
  if (!isName(name)) return [];
  const numbers = list(sections).filter((x) => isSection(x) && x > 0) as number[];
  return [
    [
      name,
      {
        sections: [...new Set(numbers)].sort((a, b) => a - b),
        exercises: [...new Set(list(exercises).filter(isName))],
      },
    ],
  ];
}

function place(value: unknown, lessons: Progress['lessons']): Place | null {
  const [lesson, section] = list(value);
  return isName(lesson) && lessons.has(lesson) && isSection(section) ? { lesson, section } : null;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MOST) : []);
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length < MOST;
const isSection = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < MOST;

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
