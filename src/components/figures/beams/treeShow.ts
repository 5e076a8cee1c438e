/** The words that the tree's picture, its table and its sentences share. */
import { visibleText } from '#components/charts/spaces.ts';
import { pathTo, type BeamColumn, type NodePlace, type Standing } from '#lib/beams/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { TreeSearch } from '#lib/state/tree-grower.ts';
import { logText } from './toyShow.ts';

/** Width and height of a token's box in the tree, in pixels. */
export const TREE_BOX = [88, 50] as const;

type Facts = Pick<TreeSearch, 'columns' | 'texts' | 'settings' | 'promptIds'>;

/** The continuation up to a node as text. */
export const textAt = ({ columns, texts }: Facts, { column, place }: NodePlace): string =>
  pathTo(columns, column, place)
    .map((id) => texts[id] ?? '')
    .join('');

/** What became of a node, as a sentence. */
export function standingText(
  lang: Lang,
  search: Facts,
  { column, place }: NodePlace,
  is: Standing,
): string {
  const { columns, settings } = search;
  const nodes = columns[column] ?? [];
  const totals = nodes.flatMap(({ fate, total }) => (fate === 'runs' ? [total] : []));
  const n = settings.noRepeatNgramSize;
  const from = search.settings.text.trimEnd().split(' ').slice(-n);
  const own = pathTo(columns, column, place).map((id) => search.texts[id] ?? '');
  const gram = [...(own.length < n ? ['…', ...from.map((word) => ` ${word}`)] : []), ...own];
  return t(lang, `beams.tree.is.${is}`, {
    n: settings.numBeams,
    total: logText(nodes[place]?.total ?? NaN),
    worst: logText(Math.min(...totals)),
    gram: visibleText(gram.slice(-n).join('')),
  });
}

/** The node that an arrow key leads to: left to the parent, right to the best child, up and down. */
export function neighbour(
  columns: readonly BeamColumn[],
  rows: readonly (readonly number[])[],
  { column, place }: NodePlace,
  key: string,
): NodePlace | null {
  if (key === 'ArrowLeft') {
    const parent = columns[column]?.[place]?.parent ?? 0;
    return column > 0 ? { column: column - 1, place: parent } : null;
  }
  if (key === 'ArrowRight') {
    const next = columns[column + 1]?.findIndex(({ parent }) => parent === place) ?? -1;
    return next < 0 ? null : { column: column + 1, place: next };
  }
  const row = (rows[column]?.[place] ?? 0) + (key === 'ArrowUp' ? -1 : 1);
  const found = rows[column]?.indexOf(row) ?? -1;
  return found < 0 ? null : { column, place: found };
}
