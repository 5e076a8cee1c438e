import { escapeLatex } from '../citation/bibtex.ts';
import type { Author, Work } from './work.ts';

/** A work as an entry of BibTeX; capitals of the title that are names' own are kept by braces. */
export function workToBibtex({ id, kind, authors, year, title, fields = {}, url }: Work): string {
  const lines = [
    ['author', authors.map(nameOf).join(' and ')],
    ['title', withCapitals(title)],
    ['year', String(year)],
    ...Object.entries(fields).map(([name, value]) => [name, escapeLatex(value)] as const),
    ...(url === undefined ? [] : [['url', url] as const]),
  ];
  const body = lines.map(([name = '', value = '']) => `  ${name.padEnd(12)} = {${value}},\n`);
  return `@${kind}{${id},\n${body.join('')}}\n`;
}

/** A name alone is one name, not a first and a last. */
function nameOf({ family, given }: Author): string {
  return given === ''
    ? `{${escapeLatex(family)}}`
    : `${escapeLatex(family)}, ${escapeLatex(given)}`;
}

/** Braces around words with a capital inside or after the first word: GPT-2, BERT, Boltzmann. */
function withCapitals(title: string): string {
  return title
    .split(' ')
    .map((word, i) => {
      const kept = i === 0 ? /\p{Lu}.*\p{Lu}/u.test(word) : /\p{Lu}/u.test(word);
      return kept ? `{${escapeLatex(word)}}` : escapeLatex(word);
    })
    .join(' ');
}
