import type { Cell, FigureData } from './figure.ts';

/** What a figure says of itself in a Markdown file. */
export interface MarkdownFacts {
  readonly title: string;
  readonly caption: string;
  readonly provenance: string;
  readonly data: FigureData | null;
  readonly citation: string;
  readonly address: string;
  readonly words: {
    readonly source: string;
    readonly cite: string;
    readonly open: string;
    readonly more: (shown: number, total: number) => string;
  };
}

/** More rows than this no one reads in a text. */
const MOST_ROWS = 1000;

/**
 * A figure as GitHub-flavoured Markdown: heading, caption, table, where the numbers are from, how to cite
 * it, and its address. Text is escaped, so that it stands as it is.
 */
export function toMarkdown(facts: MarkdownFacts): string {
  const { title, caption, provenance, data, citation, address, words } = facts;
  const paragraphs = [
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(caption),
    ...(data && data.rows.length > 0 ? [tableOf(data)] : []),
    ...(data && data.rows.length > MOST_ROWS
      ? [`_${escapeMarkdown(words.more(MOST_ROWS, data.rows.length))}_`]
      : []),
    `**${words.source}** ${escapeMarkdown(provenance)}`,
    `**${words.cite}** ${escapeMarkdown(citation)}`,
    `[${escapeMarkdown(words.open)}](<${address.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`,
  ];
  return `${paragraphs.filter((each) => each !== '').join('\n\n')}\n`;
}

function tableOf({ columns, rows }: FigureData): string {
  const numeric = columns.map((_, i) => rows.every((row) => typeof (row[i] ?? 0) === 'number'));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ label }) => escapeMarkdown(label))),
    line(numeric.map((right) => (right ? '---:' : '---'))),
    ...rows.slice(0, MOST_ROWS).map((row) => line(columns.map((_, i) => written(row[i] ?? null)))),
  ].join('\n');
}

const written = (cell: Cell): string =>
  typeof cell === 'number' ? String(cell) : escapeMarkdown(cell ?? '');

/**
 * Text that Markdown shows as it is, on one line (CommonMark 0.31, 2.4; the bar for tables).
 * Example: escapeMarkdown('a_b | <c>') → 'a\_b \| \<c>'
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\r\n\u2028\u2029]+/g, ' ')
      .replaceAll(/[\\`*_[\]<|~#&$]/g, '\\$&')
      // A number or a sign at the start would make a list.
      .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, (_, space: string, sign: string) =>
        /\d/.test(sign) ? `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}` : `${space}\\${sign}`,
      )
  );
}
