import { excerptAround, markPhrase } from './excerpt.ts';
import type { Found, Piece } from './found.ts';

/** A found thing as a list shows it: what was looked for is marked in its title, too. */
export interface Shown {
  readonly found: Found;
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
}

/** How much of a text is shown, in signs; Chinese says more with each. */
const rooms = { spaced: 170, han: 80 };

/**
 * Found things, best first, at most `limit`. Pagefind finds texts that hold all words of a query;
 * here those with the very words in this order come first, and among them those with it in the
 * title, terms before figures before prose. Where some hold a Chinese query as it stands, those
 * that only hold its signs here and there are left out, and so is what Pagefind gives for a word that is
 * nowhere: texts with any word that begins alike. A figure that a lesson and a lab both show
 * is listed where the lesson has it.
 */
export function arrange(all: readonly Found[], query: string, limit: number): Shown[] {
  const phrase = query.trim();
  const judged = once(all)
    .filter((found) => holdsWords(found, phrase))
    .map((found) => ({ found, rank: rankOf(found, phrase) }));
  const exact = judged.some(({ rank }) => rank < scattered);
  const strict = exact && /^\p{Script=Han}{2,}$/u.test(phrase);
  return judged
    .filter(({ rank }) => !strict || rank < scattered)
    .sort((a, b) => a.rank - b.rank || b.found.score - a.found.score)
    .slice(0, limit)
    .map(({ found }) => show(found, phrase));
}

function once(all: readonly Found[]): Found[] {
  const anchor = (url: string) => url.slice(url.indexOf('#'));
  const inLessons = new Set(
    all
      .filter(({ kind, url }) => kind === 'figure' && url.includes('/lessons/'))
      .map(({ url }) => anchor(url)),
  );
  return all.filter(
    ({ kind, url }) =>
      kind !== 'figure' || url.includes('/lessons/') || !inLessons.has(anchor(url)),
  );
}

/** The rank of what holds the words, but not side by side. */
const scattered = 6;

function rankOf({ kind, title, text }: Found, phrase: string): number {
  const holds = (where: string) => markPhrase(where, phrase).some(({ marked }) => marked);
  const names = title.toLowerCase().split(' · ');
  if (kind === 'term' && names.includes(phrase.toLowerCase())) return 0;
  if (holds(title) || titleHasForms(title, phrase))
    return kind === 'term' ? 1 : kind === 'figure' ? 2 : 3;
  if (holds(text)) return kind === 'term' ? 4 : 5;
  return scattered;
}

/** Whether the title has a form of each word of the query: `tokenizer` for “tokenizers”. */
function titleHasForms(title: string, phrase: string): boolean {
  const inTitle = wordsOf(title);
  const wanted = wordsOf(phrase);
  return (
    wanted.length > 0 &&
    !/\p{Script=Han}/u.test(phrase) &&
    wanted.every((each) => inTitle.some((word) => areForms(word, each)))
  );
}

/** Whether each word of the query, if it has letters of an alphabet, has one in the text that begins so. */
function holdsWords({ title, text }: Found, phrase: string): boolean {
  const there = new Set([...wordsOf(title), ...wordsOf(text)]);
  return wordsOf(phrase).every((wanted) => {
    const enough = Math.max(1, Math.ceil(wanted.length * 0.6));
    return [...there].some((word) => sameStart(word, wanted) >= enough);
  });
}

const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{Script=Latin}\p{N}]+/gu) ?? [];

/** Two forms of a word differ by three letters at their ends, at most. */
function areForms(a: string, b: string): boolean {
  const same = sameStart(a, b);
  return same >= 3 && Math.max(a.length, b.length) - same <= 3;
}

/** How many letters two words have in common at their beginnings. */
function sameStart(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same;
}

function show(found: Found, phrase: string): Shown {
  const room = /\p{Script=Han}/u.test(found.text) ? rooms.han : rooms.spaced;
  return {
    found,
    title: markPhrase(found.title, phrase),
    excerpt: excerptAround(found.text, phrase, room) ?? found.excerpt,
  };
}
