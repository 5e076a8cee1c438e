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
