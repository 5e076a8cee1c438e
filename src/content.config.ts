import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** `content/lessons/en/3-attention.mdx` has the id `en/3-attention`; its pair has `zh/3-attention`. */
const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '{en,zh}/*.mdx' }),
  schema: z.object({
    title: z.string(),
    summary: z.string(),
    order: z.number().int().nonnegative(),
    minutes: z.number().int().positive(),
  }),
});

/** Pages of prose alone: `content/pages/en/about.mdx` and its pair. */
const pages = defineCollection({
  loader: glob({ base: './content/pages', pattern: '{en,zh}/*.mdx' }),
  schema: z.object({ title: z.string() }),
});

export const collections = { lessons, pages };
