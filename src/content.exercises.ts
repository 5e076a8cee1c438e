/** What a file of exercises may hold: content/exercises/LANG/LESSON.yaml. */
import { z } from 'astro/zod';

const given = z
  .record(
    z.string(),
    z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])).readonly()]),
  )
  .default({});
const words = z.string().min(1);

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  question: words,
  hints: z.array(words).min(1).max(3),
  why: words,
  figure: z
    .string()
    .regex(/^\d\.\d+$/)
    .optional(),
  /** A picture that the sheet of paper needs. */
  picture: z.enum(['one-head', 'toy-tree']).optional(),
  lines: z.number().int().positive().optional(),
};

const exercise = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('number'),
    check: words,
    given,
    tolerance: z.union([
      z.strictObject({ absolute: z.number().nonnegative() }),
      z.strictObject({ percent: z.number().positive() }),
    ]),
    unit: words.optional(),
    digits: z.number().int().nonnegative().default(0),
  }),
  z.strictObject({ ...common, kind: z.literal('token'), check: words, given }),
  z.strictObject({
    ...common,
    kind: z.literal('head'),
    check: z.enum(['score', 'effect']),
    given,
    atLeast: z.number(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('prompt'),
    check: z.enum(['says', 'probable', 'likeliest', 'loops', 'oneToken']),
    given,
    atLeast: z.number(),
    words: z.number().int().positive(),
    without: z.array(words).default([]),
    example: words,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    options: z.record(z.string(), words),
    answer: words.optional(),
    check: words.optional(),
    given,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('free'),
    model: words,
    points: z.array(words).min(2),
  }),
]);

export const exercisesSchema = z.strictObject({ exercises: z.array(exercise).min(2).max(8) });
