/** The files of exercises and lesson plans: what they hold, and that both languages hold the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import stored from '#lib/embedded/exercises.json' with { type: 'json' };
import { isFormula } from '#lib/exercises/formulas.ts';
import { needsOf } from '#lib/exercises/needs.ts';
import { isMeasure } from '#lib/exercises/measures.ts';
import { forbiddenIn, wordsOf } from '#lib/exercises/answers.ts';
import type { Exercise } from '#lib/exercises/types.ts';
import { exercisesSchema } from '../../../src/content.exercises.ts';
import { plansSchema } from '../../../src/content.plans.ts';

const root = new URL('../../../content/', import.meta.url);
const list = (folder: string) => readdirSync(new URL(folder, root)).sort();
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const lessons = list('lessons/en/').map((file) => file.replace(/\.mdx$/, ''));
const exercisesOf = (lang: string, lesson: string): readonly Exercise[] =>
  exercisesSchema.parse(parse(read(`exercises/${lang}/${lesson}.yaml`))).exercises;
const planOf = (lang: string, lesson: string) =>
  plansSchema.parse(parse(read(`plans/${lang}/${lesson}.yaml`)));
const figuresOf = (lesson: string) =>
  [...read(`lessons/en/${lesson}.mdx`).matchAll(/\snumber="([\d.]+)"/g)].map(([, n]) => n);

/** What must be the same in both languages: all but the words. */
function bones(exercise: Exercise): unknown {
  const { question, hints, why, ...rest } = exercise;
  const same: Record<string, unknown> = { ...rest, hints: hints.length };
  expect([question, why].every((text) => text.length > 0)).toBe(true);
  if (exercise.kind === 'choice') same['options'] = Object.keys(exercise.options);
  if (exercise.kind === 'number') same['unit'] = exercise.unit !== undefined;
  if (exercise.kind === 'free') {
    delete same['model'];
    same['points'] = exercise.points.length;
  }
  return same;
}

test.each(['exercises', 'plans'])('every lesson has its %s in both languages', (kind) => {
  const files = lessons.map((lesson) => `${lesson}.yaml`);
  expect(list(`${kind}/en/`)).toEqual(files);
  expect(list(`${kind}/zh/`)).toEqual(files);
});

describe.each(lessons)('%s', (lesson) => {
  const [en, zh] = [exercisesOf('en', lesson), exercisesOf('zh', lesson)];

  test('has the same exercises in both languages', () => {
    expect(zh.map(bones)).toEqual(en.map(bones));
    expect(new Set(en.map(({ id }) => id)).size).toBe(en.length);
    expect(en.length).toBeGreaterThanOrEqual(lesson.startsWith('0') ? 2 : 5);
  });

  test('has a key for every exercise, and no other', () => {
    const keys = (stored.keys as Record<string, Record<string, { kind: string }>>)[lesson] ?? {};
    expect(Object.entries(keys).map(([id, { kind }]) => [id, kind])).toEqual(
      en.map(({ id, kind }) => [id, kind]),
    );
  });

  test('names checks that there are, and what they need', () => {
    for (const exercise of en) {
      if (exercise.kind !== 'number') continue;
      expect(isFormula(exercise.check) || isMeasure(exercise.check), exercise.check).toBe(true);
      expect(needsOf(exercise) === 'nothing', exercise.check).toBe(isFormula(exercise.check));
    }
  });

  test('names figures that the lesson has', () => {
    const figures = figuresOf(lesson);
    for (const { figure } of en) if (figure !== undefined) expect(figures).toContain(figure);
    for (const { figures: named } of planOf('en', lesson).course)
      for (const figure of named) expect(figures).toContain(figure);
  });

  test('has examples that keep their own rules', () => {
    for (const exercise of en) {
      if (exercise.kind !== 'prompt') continue;
      expect(wordsOf(exercise.example)).toBeLessThanOrEqual(exercise.words);
      expect(forbiddenIn(exercise.example, exercise.without)).toBeNull();
    }
  });

  test('has a plan of one shape in both languages, whose minutes add up', () => {
    const shape = (lang: string) => {
      const { course, minutes, ...rest } = planOf(lang, lesson);
      expect(course.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
      const counts = Object.entries(rest).map(([name, value]) => [name, value.length > 0]);
      return {
        minutes,
        course: course.map(({ minutes, figures }) => ({ minutes, figures })),
        counts,
      };
    };
    expect(shape('zh')).toEqual(shape('en'));
    for (const name of [
      'goals',
      'before',
      'questions',
      'misconceptions',
      'support',
      'further',
    ] as const)
      expect(planOf('zh', lesson)[name]).toHaveLength(planOf('en', lesson)[name].length);
  });

  test('uses Chinese punctuation in Chinese', () => {
    const prose = read(`exercises/zh/${lesson}.yaml`) + read(`plans/zh/${lesson}.yaml`);
    expect(
      prose.replace(/`[^`]*`/g, '').match(/\p{Script=Han}[,;!?]|\p{Script=Han}\.(\s|$)/gu),
    ).toBeNull();
  });
});
