/** What a try leaves behind, for exercises that need no model. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NumberExercise } from '#lib/exercises/types.ts';
import { readProgress } from '#lib/state/progress.ts';
import { ExerciseDesk } from '#lib/state/exercise-desk.svelte.ts';

const exercise: NumberExercise = {
  ...{ id: 'pairs', kind: 'number', question: 'How many?', hints: ['Count.'], why: 'So many.' },
  ...{ check: 'visible-pairs', given: { tokens: 4 }, tolerance: { absolute: 0 }, digits: 0 },
};
const open = (changed: Partial<NumberExercise> = {}) =>
  new ExerciseDesk(
    'en',
    '1-what-gpt-is',
    { ...exercise, ...changed },
    { kind: 'number', value: 10 },
    {
      failed: 'It failed.',
    },
  );

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal('dispatchEvent', () => true);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const solved = () => readProgress().lessons.get('1-what-gpt-is')?.exercises ?? [];

test('a wrong answer is judged and not kept; the right one is', async () => {
  const desk = open();
  expect(desk.needs).toBe('nothing');
  await desk.check('9');
  expect(desk.verdict).toMatchObject({ outcome: 'wrong', say: 'number.low' });
  expect(solved()).toEqual([]);
  await desk.check('10');
  expect(desk.verdict?.outcome).toBe('right');
  expect(desk.model).toBeNull();
  expect(solved()).toEqual(['pairs']);
});

test('another answer takes back what was said; a try that was overtaken says nothing', async () => {
  const desk = open();
  const first = desk.check('10');
  desk.changed();
  await first;
  expect(desk.verdict).toBeNull();
  expect(desk.busy).toBe(false);
  expect(solved()).toEqual([]);
});

test('a check that cannot be made is told', async () => {
  const desk = open({ given: {} });
  await desk.check('10');
  expect(desk.problem).toBe('It failed.');
  expect(desk.busy).toBe(false);
  desk.changed();
  expect(desk.problem).toBeNull();
});
