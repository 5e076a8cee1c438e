import type { BeamColumn } from './columns.ts';

/**
 * Where the nodes of a search stand: a row for each node of each column, in units of one row, 0 at the
 * top. Every column is in the order of its parents, the better child first, so that no two edges
 * cross; it is centred, so that the picture is as high as its longest column.
 */
export function layoutRows(columns: readonly BeamColumn[]): { rows: number[][]; height: number } {
  const height = Math.max(1, ...columns.map((column) => column.length));
  let parents: readonly number[] = [(height - 1) / 2];
  const rows = columns.map((column) => {
    const first = (height - column.length) / 2;
    const order = column
      .map((node, place) => ({ place, row: parents[node.parent] ?? 0, total: node.total }))
      .sort((a, b) => a.row - b.row || b.total - a.total || a.place - b.place);
    const placed = new Array<number>(column.length).fill(0);
    for (const [at, { place }] of order.entries()) placed[place] = first + at;
    parents = placed;
    return placed;
  });
  return { rows, height };
}
