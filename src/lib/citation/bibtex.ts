import { AUTHOR, fullTitle, keyOf, partsOf, siteTitle, type CitedWork } from './work.ts';

const MONTHS = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
] as const;

const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // As words, for BibTeX counts braces, a backslash before them or not.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

/**
 * Text for a field of BibTeX: what LaTeX would read as a command is escaped, line breaks are spaces.
 * Letters of any script stay (UTF-8; biber, upBibTeX and today's LaTeX read them).
 * Example: escapeLatex('50 % of {x}') → '50 \% of \textbraceleft{}x\textbraceright{}'
 */
export function escapeLatex(text: string): string {
  return text
    .replaceAll(/[\\{}^~<>|]/g, (sign) => SIGNS[sign] ?? sign)
    .replaceAll(/[$&#%_]/g, (sign) => `\\${sign}`)
    .replaceAll(/[\s\u0000-\u001f]+/g, ' ')
    .trim();
}

/** A work as an entry of BibTeX (`@misc`, with the fields that biblatex adds for what is online). */
export function toBibtex(work: CitedWork): string {
  const { lang, url, version, date, read, kind } = work;
  const day = partsOf(date);
  const fields: readonly (readonly [string, string] | null)[] = [
    // Double braces: a name that is no person's, and capitals that stay.
    ['author', `{{${escapeLatex(AUTHOR)}}}`],
    ['title', `{{${escapeLatex(fullTitle(work))}}}`],
    kind === 'site' ? null : ['howpublished', `{${escapeLatex(siteTitle(lang))}}`],
    day && ['year', `{${day[0]}}`],
    day && ['month', MONTHS[day[1] - 1] ?? ''],
    ['version', `{${escapeLatex(version)}}`],
    ['url', `{${bareUrl(url)}}`],
    ['urldate', `{${read}}`],
    ['langid', lang === 'zh' ? '{chinese}' : '{english}'],
  ];
  const lines = fields
    .filter((field) => field !== null)
    .map(([name, value]) => `  ${name.padEnd(12)} = ${value},\n`);
  return `@misc{${keyOf(work)},\n${lines.join('')}}\n`;
}

/** An address as `\url` takes it: what is no plain ASCII, and the braces, percent-encoded. */
function bareUrl(url: string): string {
  const signs: Readonly<Record<string, string>> = { '{': '%7B', '}': '%7D', '\\': '%5C' };
  return new URL(url).href.replaceAll(/[{}\\]/g, (sign) => signs[sign] ?? sign);
}
