/** The alternatives of GPT-2's pre-tokenisation pattern, in the order in which they are tried. */
export const alternatives = [
  { name: 'contraction', source: "'s|'t|'re|'ve|'m|'ll|'d" },
  { name: 'letters', source: ' ?\\p{L}+' },
  { name: 'numbers', source: ' ?\\p{N}+' },
  { name: 'signs', source: ' ?[^\\s\\p{L}\\p{N}]+' },
  { name: 'trailing', source: '\\s+(?!\\S)' },
  { name: 'space', source: '\\s+' },
] as const;

export type Alternative = (typeof alternatives)[number]['name'];

/** A stretch of the text that merges never leave, and the alternative that matched it. */
export interface Pretoken {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  readonly by: Alternative;
}

const whiteSpace = '\\p{White_Space}';

/** As in split.ts of lib/bpe, with a name for each alternative; \s is Unicode's White_Space. */
const pattern = new RegExp(
  alternatives
    .map(({ name, source }) => {
      const unicode = source
        .replaceAll('[^\\s', `[^${whiteSpace}`)
        .replaceAll('\\s', whiteSpace)
        .replaceAll('\\S', '\\P{White_Space}');
      return `(?<${name}>${unicode})`;
    })
    .join('|'),
  'gu',
);

/**
 * Cuts a text as GPT-2 does before any merge (openai/gpt-2 `src/encoder.py`); joined, the pieces are
 * the text again.
 * Example: pretokens("it's 2am") → it (letters), 's (contraction), ␣2 (numbers), am (letters)
 */
export function pretokens(text: string): Pretoken[] {
  return Array.from(text.matchAll(pattern), ({ 0: piece, index, groups }) => ({
    text: piece,
    start: index,
    by: alternatives.find(({ name }) => groups?.[name] !== undefined)?.name ?? 'space',
  }));
}
