import type { Lang } from './languages.ts';
import { filled, type Vars } from './filled.ts';

/**
 * What `translate.ts` is in the built site's scripts: the same `t`, which knows only the sentences that the modules
 * loaded so far have brought along. The build writes them into each module that names their keys
 * (tools/weight/words.ts), so that a page loads the words of its own figures and of no others.
 */
const sentences: Record<string, Readonly<Record<Lang, string>>> = {};

/** Adds sentences: English and Chinese by key. */
export function know(more: Readonly<Record<string, readonly [en: string, zh: string]>>): void {
  for (const [key, [en, zh]] of Object.entries(more)) sentences[key] = { en, zh };
}

/** As `t` of `translate.ts`. A key that no module has brought is an error of the build. */
export function t(lang: Lang, key: string, vars: Vars = {}): string {
  const sentence = sentences[key];
  if (sentence === undefined) console.error(`no words for ${key}`);
  return filled(sentence?.[lang] ?? key, vars);
}
