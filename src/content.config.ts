import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { exercisesSchema } from './content.exercises.ts';
import { plansSchema } from './content.plans.ts';

/** `content/lessons/en/3-attention.mdx` has the id `en/3-attention`; its pair has `zh/3-attention`. */
const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '{en,zh}/*.mdx' }),
  schema: z.object({
    title: z.string(),
    summary: z.string(),
    /** What the lesson answers, in one sentence that ends in a question mark. */
    question: z.string(),
    order: z.number().int().nonnegative(),
    minutes: z.number().int().positive(),
  }),
});

/** Pages of prose alone: `content/pages/en/about.mdx` and its pair. */
const pages = defineCollection({
  loader: glob({ base: './content/pages', pattern: '{en,zh}/*.mdx' }),
  schema: z.object({ title: z.string() }),
});

/** Exercises at the end of a lesson, of the same id, and its worksheet and answer key. */
const exercises = defineCollection({
  loader: glob({ base: './content/exercises', pattern: '{en,zh}/*.yaml' }),
  schema: exercisesSchema,
});

/** How to teach a lesson, of the same id. */
const plans = defineCollection({
  loader: glob({ base: './content/plans', pattern: '{en,zh}/*.yaml' }),
  schema: plansSchema,
});

export const collections = { exercises, plans, lessons, pages };
