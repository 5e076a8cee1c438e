import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  clearProgress,
  readProgress,
  recordExercise,
  recordPlace,
  watchProgress,
} from '#lib/state/progress.ts';

/** A browser's storage with room for so many characters. */
function storage(room = Infinity): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

const page = new EventTarget();

beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
    vi.stubGlobal(name, page[name].bind(page));
});
afterEach(() => void vi.unstubAllGlobals());

test('what is recorded is read again, until it is cleared', () => {
  recordPlace('4-attention', 2);
  recordExercise('4-attention', 'root-d');
  const { lessons, last } = readProgress();
  expect(lessons.get('4-attention')).toEqual({ sections: [2], exercises: ['root-d'] });
  expect(last).toEqual({ lesson: '4-attention', section: 2 });
  clearProgress();
  expect(readProgress().lessons.size).toBe(0);
});

test('a full storage keeps what it had, and nobody is told of a change', () => {
  vi.stubGlobal('localStorage', storage(80));
  recordPlace('2-tokens', 1);
  const heard = vi.fn();
  const stop = watchProgress(heard);
  recordExercise('2-tokens', 'x'.repeat(80));
  expect(readProgress().lessons.get('2-tokens')).toEqual({ sections: [1], exercises: [] });
  expect(heard).not.toHaveBeenCalled();
  stop();
});

test('a forbidden storage is no progress, and no error', () => {
  const denied = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied, removeItem: denied });
  recordPlace('2-tokens', 1);
  clearProgress();
  expect(readProgress().last).toBeNull();
});

test('what a newer page keeps is neither shown nor overwritten', () => {
  localStorage.setItem('vitrine-progress', '{"v":2}');
  recordPlace('2-tokens', 1);
  expect(readProgress().lessons.size).toBe(0);
  expect(localStorage.getItem('vitrine-progress')).toBe('{"v":2}');
});

test('changes are told in this tab, and those of other tabs as they come', () => {
  const heard = vi.fn();
  const stop = watchProgress(heard);
  recordPlace('2-tokens', 1);
  clearProgress();
  expect(heard).toHaveBeenCalledTimes(2);
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'vitrine-progress' }));
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'theme' }));
  expect(heard).toHaveBeenCalledTimes(3);
  stop();
  recordPlace('2-tokens', 2);
  expect(heard).toHaveBeenCalledTimes(3);
});
