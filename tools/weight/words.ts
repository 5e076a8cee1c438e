/**
 * Words where they are needed: in the site's scripts, `translate.ts` with all sentences of both languages is
 * replaced by `in-browser.ts` with none, and each module gets the sentences whose keys it names. On the server, in
 * workers, in the dev server and in tests `translate.ts` stays what it is.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { messages } from '../../src/lib/i18n/translate.ts';

const folder = join(import.meta.dirname, '../../src/lib/i18n').replaceAll('\\', '/');
const all: Readonly<Record<string, readonly [string, string]>> = Object.fromEntries(
  Object.entries(messages.en).map(([key, en]) => [key, [en, messages.zh[key as never]] as const]),
);

export function wordsPlugin(): Plugin {
  return {
    name: 'vitrine:words',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    load: {
      order: 'pre',
      handler: (id) =>
        id === `${folder}/translate.ts` ? `export { t } from '${folder}/in-browser.ts';` : null,
    },
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!speaks(file) || /type=style/.test(id)) return null;
      const keys = keysIn(code, Object.keys(all));
      if (keys.length === 0) return null;
      const words = JSON.stringify(Object.fromEntries(keys.map((key) => [key, all[key]])));
      return {
        code: `import { know as know$words } from '${folder}/in-browser.ts';\nknow$words(${words});\n${code}`,
        map: null,
      };
    },
  };
}

/** Whether a file of the site may ask for sentences: those that hold or give them do not. */
export const speaks = (file: string): boolean =>
  /\/src\/.*\.(svelte|astro|[jt]s)$/.test(file) &&
  !/\/lib\/i18n\/(translate|in-browser|filled|[\w-]+\.(en|zh))\.ts$/.test(file);

/**
 * The keys that a module may ask for: those that it holds as a string, those that begin as one of its
 * templates or sums does, and those that end as a template does that begins with a value.
 * Example: keysIn("t(lang, 'a.b'); t(lang, `c.${x}`)", ['a.b', 'c.d', 'e.f']) → ['a.b', 'c.d']
 */
export function keysIn(code: string, keys: readonly string[]): string[] {
  const found = (pattern: RegExp) => [
    ...new Set([...code.matchAll(pattern)].map(([, part = '']) => part)),
  ];
  const whole = new Set(found(/(?<=["'`])([\w-]+(?:\.[\w-]+)+)(?=["'`])/g));
  const starts = [
    ...found(/`([\w-]+\.[\w.-]*)\$\{/g),
    ...found(/(?<=["'`])([\w-]+\.[\w.-]*)["'`]\s*\+/g),
  ];
  const ends = found(/`\$\{[^{}`]*\}([\w.-]+)`/g);
  return keys.filter(
    (key) =>
      whole.has(key) ||
      starts.some((start) => key.startsWith(start)) ||
      // Behind a value that is a key itself, as in `${key}Named`.
      ends.some((end) => key.endsWith(end) && whole.has(key.slice(0, -end.length))),
  );
}
