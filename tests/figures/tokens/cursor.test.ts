import { describe, expect, test } from 'vitest';
import { moveCursor, rangesOf, type Cursor } from '#components/figures/tokens/cursor.ts';
import { firstText } from '#components/figures/tokens/first-text.ts';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';

const { groups } = firstText(await gpt2Tokenizer(), 'a 说b');
const groupAt = (index: number) => groups[index];
const start: Cursor = { group: 0, row: 'tokens', from: 0, to: 0 };

/** The texts of the places that keys lead to, from nothing. */
function walk(...keys: string[]): string[] {
  let cursor: Cursor | null = null;
  return keys.map((key) => {
    cursor = moveCursor(key, cursor ?? start, groups.length, groupAt, cursor === null) ?? cursor;
    const group = cursor && groupAt(cursor.group);
    return group && cursor
      ? `${cursor.row} ${group.bytes.slice(cursor.from, cursor.to).join(' ')}`
      : '';
  });
}

describe('moveCursor', () => {
  test('goes through all cells of a row, and stops at its ends', () => {
    const cells = groups.flatMap((group) => rangesOf(group, 'tokens'));
    const right = walk(...Array<string>(cells.length + 2).fill('ArrowRight'));
    expect(new Set(right.slice(0, cells.length)).size).toBe(cells.length);
    expect(right.at(-1)).toBe('tokens 62');
    expect(walk('End', 'Home', 'ArrowLeft').at(-1)).toBe('tokens 61');
  });

  test('goes from row to row along the same bytes', () => {
    expect(walk('ArrowRight', 'ArrowUp', 'ArrowUp')).toEqual([
      'tokens 61',
      'characters 61',
      'characters 61',
    ]);
    expect(walk('End', 'ArrowDown', 'ArrowLeft', 'ArrowUp')).toEqual([
      'tokens 62',
      'bytes 62',
      'bytes B4',
      'tokens B4',
    ]);
  });

  test('does nothing for other keys, and in an empty text', () => {
    expect(moveCursor('x', start, groups.length, groupAt, false)).toBeNull();
    expect(moveCursor('End', start, 0, () => undefined, true)).toBeNull();
  });
});
