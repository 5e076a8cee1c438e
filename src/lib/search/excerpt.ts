import type { Piece } from './found.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
};

/**
 * Pagefind's excerpt, a text with `<mark>` and five escaped signs, as pieces that a page can show
 * without reading HTML. Anything else that looks like a tag stays text. Neighbouring marks are
 * joined, for Chinese words are marked sign by sign.
 * Example: readMarks('a &lt; <mark>b</mark>') → [{ text: 'a < ', marked: false }, { text: 'b', marked: true }]
 */
export function readMarks(excerpt: string): Piece[] {
  const pieces: Piece[] = [];
  let marked = false;
  for (const part of excerpt.split(/(<\/?mark>)/)) {
    if (part === '<mark>' || part === '</mark>') marked = part === '<mark>';
    else if (part !== '') {
      const text = part.replaceAll(
        /&(amp|lt|gt|quot|#39|#x27);/g,
        (_, name: string) => named[name] ?? '',
      );
      const last = pieces.at(-1);
      if (last?.marked === marked) pieces[pieces.length - 1] = { text: last.text + text, marked };
      else pieces.push({ text, marked });
    }
  }
  return pieces;
}

/**
 * Pieces without the title that Pagefind puts before a text, with a full stop where the title has no
 * sign of its own at its end.
 */
export function withoutTitle(pieces: readonly Piece[], title: string): Piece[] {
  const whole = pieces.map(({ text }) => text).join('');
  if (!whole.startsWith(title)) return [...pieces];
  let left = title.length + (/^\.?\s*/.exec(whole.slice(title.length))?.[0].length ?? 0);
  return pieces.flatMap((piece) => {
    const cut = Math.min(left, piece.text.length);
    left -= cut;
    return cut === piece.text.length ? [] : [{ ...piece, text: piece.text.slice(cut) }];
  });
}

/**
 * A text with every occurrence of a phrase marked, in any case. A phrase in Latin letters is marked
 * only where a word begins, so that `head` is found in `heads` but not in `ahead`.
 */
export function markPhrase(text: string, phrase: string): Piece[] {
  const wanted = phrase.trim();
  if (wanted === '') return text === '' ? [] : [{ text, marked: false }];
  const begins = /^[\p{Script=Latin}\p{N}]/u.test(wanted) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const pattern = new RegExp(begins + escapePattern(wanted), 'giu');
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: hit } of text.matchAll(pattern)) {
    if (index > from) pieces.push({ text: text.slice(from, index), marked: false });
    pieces.push({ text: hit, marked: true });
    from = index + hit.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), marked: false });
  return pieces;
}

/**
 * The part of a text around the first occurrence of a phrase, at most about `room` signs, cut between
 * words where the language has spaces; null when the phrase does not occur.
 */
export function excerptAround(text: string, phrase: string, room: number): Piece[] | null {
  const pieces = markPhrase(text, phrase);
  const first = pieces.findIndex(({ marked }) => marked);
  if (first < 0) return null;
  const at = pieces.slice(0, first).reduce((sum, piece) => sum + piece.text.length, 0);
  const start = wordStart(text, Math.max(0, at - Math.floor(room / 3)));
  const end = Math.min(text.length, wordEnd(text, start + room));
  const cut = markPhrase(text.slice(start, end).trim(), phrase);
  const dots = (there: boolean): Piece[] => (there ? [{ text: '…', marked: false }] : []);
  return [...dots(start > 0), ...cut, ...dots(end < text.length)];
}

/** The place after the next space, unless it is far: Chinese has none. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return space >= 0 && space - at < 15 ? space + 1 : at;
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return at < text.length && at - space < 15 ? space : at;
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
