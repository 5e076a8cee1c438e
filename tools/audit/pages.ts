import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/lib/i18n/languages.ts';

/** Home and every lesson in both languages, as paths within the built site: `en/`, `en/lessons/2-tokens/`. */
export function auditedPages(site: string): string[] {
  return languages.flatMap((lang) => [
    `${lang}/`,
    ...readdirSync(join(site, lang, 'lessons'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${lang}/lessons/${name}/`)
      .sort(),
  ]);
}

/** Both homes, and each lesson in one language, by turns: for what takes long. */
export function inTurn(path: string): boolean {
  const lesson = /lessons\/(\d)/.exec(path)?.[1];
  return lesson === undefined || path.startsWith(Number(lesson) % 2 === 0 ? 'en/' : 'zh/');
}
