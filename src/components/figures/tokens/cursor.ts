import type { ByteRange, TokenGroup } from '#lib/tokens/index.ts';

export const rowNames = ['characters', 'tokens', 'bytes', 'ids'] as const;

export type RowName = (typeof rowNames)[number];

/** What is pointed at: a stretch of a group's bytes in one of the four rows. */
export interface Cursor extends ByteRange {
  readonly group: number;
  readonly row: RowName;
}

/** The stretches of a row. */
export function rangesOf(group: TokenGroup, row: RowName): readonly ByteRange[] {
  if (row === 'characters') return group.characters;
  if (row !== 'bytes') return group.tokens;
  if (group.special) return group.tokens;
  return group.bytes.map((_, i) => ({ from: i, to: i + 1 }));
}

/**
 * Where a key leads: left and right within the row, up and down to what meets it in the next row,
 * Home and End to the ends of the text. Null where it leads nowhere. `fresh`: nothing was pointed at.
 */
export function moveCursor(
  key: string,
  cursor: Cursor,
  count: number,
  groupAt: (index: number) => TokenGroup | undefined,
  fresh: boolean,
): Cursor | null {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const up = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (key === 'Home' || (fresh && (step ?? up) !== undefined)) return endOf(0, 0);
  if (key === 'End') return endOf(count - 1, -1);
  const own = groupAt(cursor.group);
  if (!own) return null;
  if (up !== undefined) {
    const row = rowNames[rowNames.indexOf(cursor.row) + up];
    const range = row && rangesOf(own, row).find(({ to }) => to > cursor.from);
    return row && range ? place(cursor.group, row, range) : null;
  }
  if (step === undefined) return null;
  const ranges = rangesOf(own, cursor.row);
  const range = ranges[ranges.findIndex(({ from }) => from === cursor.from) + step];
  return range
    ? place(cursor.group, cursor.row, range)
    : endOf(cursor.group + step, step > 0 ? 0 : -1);

  function endOf(index: number, which: 0 | -1): Cursor | null {
    const group = groupAt(index);
    const last = group && rangesOf(group, cursor.row).at(which);
    return last ? place(index, cursor.row, last) : null;
  }
}

function place(group: number, row: RowName, { from, to }: ByteRange): Cursor {
  return { group, row, from, to };
}
