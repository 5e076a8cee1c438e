import type { Lang } from '../i18n/languages.ts';
import type { Term } from './term.ts';

/** A place in a text where a term is named. */
export interface Mention {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export type TermFinder = (text: string, known: ReadonlySet<string>) => Mention[];

/**
 * Makes what finds terms in the texts of a language: in the order of the text, none twice, none that
 * is `known` already, and where two could begin or overlap, the longer one. A known term still covers
 * its place, so that “attention” is not found inside “attention head”.
 *
 * English: at the borders of words, with or without a plural s, the first letter in either case; names
 * with capitals inside, such as BPE, as they are written. Chinese: names of one or two signs only at
 * the borders of words that `Intl.Segmenter` sees (ICU's dictionary), so that 张量 is not found in
 * 一张量表; longer ones, most of which ICU does not know, wherever they stand.
 */
export function termFinder(terms: readonly Term[], lang: Lang): TermFinder {
  const names = new Map<string, string>();
  for (const term of terms.filter(({ common }) => common !== true)) {
    for (const name of [term[lang], ...(term.forms?.[lang] ?? [])])
      for (const form of lang === 'en' ? englishForms(name) : [name]) names.set(form, term.id);
  }
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'gu');

  return (text, known) => {
    const borders = bordersOf(text, lang);
    const found: Mention[] = [];
    const taken = new Set(known);
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
      const [name] = hit;
      const [start, end] = [hit.index, hit.index + name.length];
      if (!stands(text, start, end, borders)) {
        // A shorter name may stand here, or another begin inside.
        const shorter = longestFirst.find(
          (each) =>
            each.length < name.length &&
            text.startsWith(each, start) &&
            stands(text, start, start + each.length, borders),
        );
        pattern.lastIndex = shorter === undefined ? start + 1 : start + shorter.length;
        if (shorter !== undefined) add(shorter, start);
      } else add(name, start);
    }
    return found;

    function add(name: string, start: number): void {
      const id = names.get(name);
      if (id === undefined || taken.has(id)) return;
      taken.add(id);
      found.push({ id, start, end: start + name.length });
    }
  };
}

/** A name, its plural, and both with a capital, unless its letters are a name's own. */
function englishForms(name: string): string[] {
  const forms = /[sy)]$/.test(name) ? [name] : [name, `${name}s`];
  const [first = ''] = name;
  return /^[a-z]/.test(name) && !/^[a-z]+-[a-z]\b/.test(name)
    ? [...forms, ...forms.map((form) => first.toUpperCase() + form.slice(1))]
    : forms;
}

/** The places where a Chinese word begins or ends; null where spaces say it. */
function bordersOf(text: string, lang: Lang): ReadonlySet<number> | null {
  if (lang !== 'zh') return null;
  const words = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  return new Set([...words].flatMap(({ index, segment }) => [index, index + segment.length]));
}

function stands(
  text: string,
  start: number,
  end: number,
  borders: ReadonlySet<number> | null,
): boolean {
  // Letters and digits of an alphabet go on over the border: it is inside a longer word.
  const inside = (at: number) =>
    /^[\p{Script=Latin}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1)) ||
    (/^[\p{Script=Latin}\p{N}]-$/u.test(text.slice(at - 1, at + 1)) && at === end) ||
    (/^-[\p{Script=Latin}\p{N}]$/u.test(text.slice(at - 1, at + 1)) && at === start);
  if (inside(start) || inside(end)) return false;
  if (borders === null || end - start > 2) return true;
  return borders.has(start) && borders.has(end);
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
