import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publishedLessons } from '#lib/lessons/published.ts';

test.each(['en', 'zh'])(
  'publishedLessons names every lesson there is in %s, and no other',
  (lang) => {
    const files = readdirSync(`content/lessons/${lang}`).map((file) => file.replace(/\.mdx$/, ''));
    expect(Object.values(publishedLessons).sort()).toEqual(files.sort());
    for (const [number, name] of Object.entries(publishedLessons))
      expect(name.startsWith(`${number}-`)).toBe(true);
  },
);
