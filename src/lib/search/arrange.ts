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
 * that only hold its signs here and there are left out.
 */
export function arrange(all: readonly Found[], query: string, limit: number): Shown[] {
  const phrase = query.trim();
  const judged = all.map((found) => ({ found, rank: rankOf(found, phrase) }));
  const exact = judged.some(({ rank }) => rank < scattered);
  const strict = exact && /^\p{Script=Han}{2,}$/u.test(phrase);
  return judged
    .filter(({ rank }) => !strict || rank < scattered)
    .sort((a, b) => a.rank - b.rank || b.found.score - a.found.score)
    .slice(0, limit)
    .map(({ found }) => show(found, phrase));
}

/** The rank of what holds the words, but not side by side. */
const scattered = 6;

function rankOf({ kind, title, text }: Found, phrase: string): number {
  const holds = (where: string) => markPhrase(where, phrase).some(({ marked }) => marked);
  const name = title.toLowerCase();
  if (kind === 'term' && name.split(' · ').includes(phrase.toLowerCase())) return 0;
  if (holds(title)) return kind === 'term' ? 1 : kind === 'figure' ? 2 : 3;
  if (holds(text)) return kind === 'term' ? 4 : 5;
  return scattered;
}

function show(found: Found, phrase: string): Shown {
  const room = /\p{Script=Han}/u.test(found.text) ? rooms.han : rooms.spaced;
  return {
    found,
    title: markPhrase(found.title, phrase),
    excerpt: excerptAround(found.text, phrase, room) ?? withoutTitle(found),
  };
}

/** Pagefind's excerpt begins with the title where it is from the beginning. */
function withoutTitle({ title, excerpt }: Found): readonly Piece[] {
  const [first, ...rest] = excerpt;
  const start = `${title}. `;
  if (!first?.text.startsWith(start)) return excerpt;
  return [{ ...first, text: first.text.slice(start.length) }, ...rest];
}
