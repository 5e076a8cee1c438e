/**
 * What this reader has done in the lessons, kept in this browser alone. A browser may refuse to keep
 * anything (private windows, a full disk, a setting): then the page works without.
 */
import {
  noProgress,
  parseProgress,
  reach,
  solve,
  writeProgress,
  type Progress,
} from '../progress/index.ts';

const KEY = 'vitrine-progress';
/** Fired on `window` when this page changed what is kept; other tabs hear `storage`. */
const CHANGED = 'vitrine-progress';

/** What is kept; nothing where nothing can be read. */
export function readProgress(): Progress {
  return kept() ?? noProgress;
}

/** The reader is at a section of a lesson (from 1; 0: its beginning). */
export function recordPlace(lesson: string, section: number): void {
  change((progress) => reach(progress, lesson, section));
}

/** The reader solved an exercise of a lesson, e.g. recordExercise('4-attention', 'root-d'). */
export function recordExercise(lesson: string, exercise: string): void {
  change((progress) => solve(progress, lesson, exercise));
}

/** Forgets everything. */
export function clearProgress(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
  dispatchEvent(new Event(CHANGED));
}

/** Calls back at every change, in this tab or another, until the returned function is called. */
export function watchProgress(callback: () => void): () => void {
  const stored = ({ key }: StorageEvent): void => {
    if (key === KEY || key === null) callback();
  };
  addEventListener('storage', stored);
  addEventListener(CHANGED, callback);
  return () => {
    removeEventListener('storage', stored);
    removeEventListener(CHANGED, callback);
  };
}

/** Reads, changes and writes at once, so that two tabs do not undo each other's work. */
function change(next: (progress: Progress) => Progress): void {
  const before = kept();
  if (before === null) return;
  try {
    localStorage.setItem(KEY, writeProgress(next(before)));
  } catch {
    return;
  }
  dispatchEvent(new Event(CHANGED));
}

function kept(): Progress | null {
  try {
    return parseProgress(localStorage.getItem(KEY));
  } catch {
    return noProgress;
  }
}
