import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { formatNumber } from './format.ts';
import type { Line } from './linePlot.ts';
import { valueAt, type Cell, type Mask, type Matrix } from './matrix.ts';
import { strongestCells } from './strongest.ts';

/** Sentences of a list that ends as a sentence does: each brings its own full stop or none. */
function joined(lang: Lang, parts: readonly string[]): string {
  const bare = parts.map((part) => part.trim().replace(/[.。;；]$/u, ''));
  return bare.join(lang === 'zh' ? '；' : '; ');
}

/**
 * What a map shows, for those who do not see it: its size, and its three strongest cells in the words
 * that the map has for a cell.
 */
export function describeMatrix(
  lang: Lang,
  matrix: Matrix,
  say: (cell: Cell, value: number) => string,
  mask?: Mask,
): string {
  const cells = strongestCells(matrix, 3, mask);
  const vars = { rows: matrix.rows, cols: matrix.cols };
  if (cells.length === 0) return t(lang, 'picture.empty', vars);
  const list = joined(
    lang,
    cells.map((cell) => say(cell, valueAt(matrix, cell))),
  );
  return t(lang, 'picture.map', { ...vars, list });
}

/**
 * What a plot of lines shows: of each line its first and last point, and its lowest and highest where
 * they are others. Points without a number are left out, and so are lines drawn as a faint ground.
 */
export function describeLines(lang: Lang, lines: readonly Line[]): string {
  const said = lines
    .filter(({ colour }) => colour !== 0)
    .map(({ name, points }) => describeLine(lang, name, points));
  return said.filter((part) => part !== '').join(lang === 'zh' ? '' : ' ');
}

/** Whole numbers as they are, others in three figures. */
function figures(x: number): string {
  return Number.isInteger(x) ? String(x).replace('-', '−') : formatNumber(x, 3);
}

function describeLine(lang: Lang, name: string, points: Line['points']): string {
  const there = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return '';
  const by = there.toSorted((a, b) => a[1] - b[1]);
  const [low, high] = [by[0] ?? first, by.at(-1) ?? last];
  const at = ([x, y]: readonly [number, number]) => ({
    x: figures(x),
    y: figures(y),
  });
  const parts = [
    t(lang, 'picture.line', {
      ...{ name, x0: at(first).x, y0: at(first).y },
      ...{ x1: at(last).x, y1: at(last).y },
    }),
  ];
  const inner = (y: number): boolean => y !== first[1] && y !== last[1];
  if (inner(low[1])) parts.push(t(lang, 'picture.lowest', at(low)));
  if (inner(high[1])) parts.push(t(lang, 'picture.highest', at(high)));
  return parts.join(lang === 'zh' ? '，' : ', ') + (lang === 'zh' ? '。' : '.');
}
