import type { Cell, FigureData, Provenance } from './figure.ts';

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled), with the columns' keys as its first line. Text
 * that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection); numbers stay.
 * Example: one row ['a "b"', -1] under keys s, x → 's,x\r\n"a ""b""",-1\r\n'
 */
export function toCsv({ columns, rows }: FigureData): string {
  return [columns.map(({ key }) => key), ...rows]
    .map((row) => `${row.map(csvField).join(',')}\r\n`)
    .join('');
}

function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a figure says of itself in a JSON file. */
export interface FigureFacts {
  readonly title: string;
  readonly provenance: Provenance;
  /** The address of the figure. */
  readonly source: string;
  readonly data: FigureData | null;
  /** What the figure itself adds, e.g. the tensor behind the table. */
  readonly extra?: unknown;
}

/**
 * A figure as JSON: title, provenance, source, rows as objects by column key, and what the figure adds.
 * Numbers that JSON cannot hold (NaN, infinities) become null; typed arrays become plain lists.
 */
export function toJson({ title, provenance, source, data, extra }: FigureFacts): string {
  const rows = data?.rows.map((row) =>
    Object.fromEntries(data.columns.map(({ key }, i) => [key, row[i] ?? null])),
  );
  const facts = {
    title,
    provenance,
    source,
    ...(data ? { columns: data.columns, rows } : {}),
    ...(extra === undefined ? {} : { extra }),
  };
  return `${JSON.stringify(facts, plain, 2)}\n`;
}

function plain(_key: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  return Array.from(value as Uint8Array | Float32Array);
}

/**
 * A name for a saved file that every file system takes.
 * Example: fileName('pattern', 'csv') → 'vitrine-pattern.csv'
 */
export function fileName(id: string, ending: string): string {
  return `vitrine-${id.replace(/[^\w-]+/g, '-')}.${ending}`;
}
