/** What a lesson plan holds: content/plans/LANG/LESSON.yaml. */
import { z } from 'astro/zod';

const words = z.string().min(1);
const list = z.array(words).min(1);

export const plansSchema = z.strictObject({
  /** For whom, and how long it takes in class. */
  audience: words,
  minutes: z.number().int().positive(),
  goals: list,
  before: list,
  materials: list,
  /** What happens, in order; the minutes add up to those above. */
  course: z
    .array(
      z.strictObject({
        minutes: z.number().int().positive(),
        title: words,
        figures: z.array(z.string().regex(/^\d\.\d+$/)).default([]),
        what: words,
      }),
    )
    .min(3),
  questions: z.array(z.strictObject({ ask: words, expect: words })).min(2),
  misconceptions: z.array(z.strictObject({ claim: words, answer: words })).min(1),
  /** For those who need more help, and for those who are done early. */
  support: list,
  further: list,
  homework: words,
});

export type Plan = z.infer<typeof plansSchema>;
