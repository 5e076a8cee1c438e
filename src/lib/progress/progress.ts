/**
 * What a reader has done in the lessons. Sections count from 1 in the order of the page, so that the
 * same number is the same section in both languages; 0 is what stands before the first.
 */
export interface LessonProgress {
  /** The sections that were reached, ascending. */
  readonly sections: readonly number[];
  /** The ids of the exercises that were solved, in the order in which they were. */
  readonly exercises: readonly string[];
}

export interface Place {
  readonly lesson: string;
  readonly section: number;
}

export interface Progress {
  /** The lessons that were opened, by their file's name, e.g. `4-attention`. */
  readonly lessons: ReadonlyMap<string, LessonProgress>;
  /** Where the reader was last; null before the first lesson. */
  readonly last: Place | null;
}

export const noProgress: Progress = { lessons: new Map(), last: null };

/** The reader is at a section of a lesson, 0 at its beginning. */
export function reach(progress: Progress, lesson: string, section: number): Progress {
  const { sections, exercises } = of(progress, lesson);
  const reached = section === 0 ? sections : [...new Set([...sections, section])];
  return {
    lessons: new Map(progress.lessons).set(lesson, {
      sections: [...reached].sort((a, b) => a - b),
      exercises,
    }),
    last: { lesson, section },
  };
}

/** The reader solved an exercise; solving it again changes nothing. */
export function solve(progress: Progress, lesson: string, exercise: string): Progress {
  const { sections, exercises } = of(progress, lesson);
  return {
    lessons: new Map(progress.lessons).set(lesson, {
      sections,
      exercises: [...new Set([...exercises, exercise])],
    }),
    last: progress.last,
  };
}

const of = ({ lessons }: Progress, lesson: string): LessonProgress =>
  lessons.get(lesson) ?? { sections: [], exercises: [] };
