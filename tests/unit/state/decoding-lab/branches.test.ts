import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alive,
  branchOf,
  depthOf,
  EMPTY,
  grow,
  plant,
  planOfTree,
  prune,
  redo,
  show,
  shownText,
  textOf,
  undo,
  update,
  type Tree,
} from '#lib/state/decoding-lab/branches.ts';
import type { Token } from '#lib/state/decoding-lab/token.ts';

const tokens = (...ids: number[]): Token[] => ids.map((id) => ({ id, taken: false, seen: null }));
const taken = (...ids: number[]): Token[] => ids.map((id) => ({ id, taken: true, seen: null }));
const idsOf = (text: readonly Token[]): number[] => text.map(({ id }) => id);
const root = plant([{ tokens: tokens(1, 2, 3, 4), stopped: 'length', score: null }]);

describe('grow(tree, from, at, tokens)', () => {
  const one = grow(root, 0, 2, taken(9));
  test('keeps what is before and goes on with what was taken', () => {
    expect(idsOf(shownText(one))).toEqual([1, 2, 9]);
    expect(idsOf(textOf(one, 0))).toEqual([1, 2, 3, 4]);
  });
  test('a branch of a branch, and one at a place before it, which hangs on the root', () => {
    const two = grow(update(one, 1, { tokens: [...taken(9), ...tokens(8, 7)] }), 1, 4, taken(6));
    expect(idsOf(shownText(two))).toEqual([1, 2, 9, 8, 6]);
    expect(depthOf(two, 2)).toBe(2);
    const early = grow(two, 2, 1, taken(5));
    expect(idsOf(shownText(early))).toEqual([1, 5]);
    expect(branchOf(early, 3)?.parent).toBe(0);
    const same = grow(two, 1, 2, taken(5));
    expect(branchOf(same, 3)?.parent).toBe(0);
  });
  test('a branch is written on while others are shown', () => {
    const away = show(one, 0);
    const written = update(away, 1, { tokens: [...taken(9), ...tokens(8)], stopped: 'length' });
    expect(idsOf(shownText(written))).toEqual([1, 2, 3, 4]);
    expect(idsOf(textOf(written, 1))).toEqual([1, 2, 9, 8]);
  });
});

test('undo and redo go back and forth over branches, choices and cuts', () => {
  const one = grow(root, 0, 2, taken(9));
  const cut = prune(show(one, 0), 1);
  expect(alive(cut).map(({ id }) => id)).toEqual([0]);
  const back = undo(cut);
  expect(alive(back).map(({ id }) => id)).toEqual([0, 1]);
  expect(undo(back).now).toEqual(one.now);
  expect(undo(undo(back)).now).toEqual(root.now);
  expect(redo(redo(redo(undo(undo(back))))).now).toEqual(cut.now);
  expect(undo(root)).toBe(root);
  expect(redo(EMPTY)).toBe(EMPTY);
});

test('prune takes what grew on a branch too, shows its parent, and leaves roots', () => {
  const two = grow(grow(root, 0, 2, taken(9)), 1, 3, taken(8));
  const cut = prune(two, 1);
  expect(alive(cut).map(({ id }) => id)).toEqual([0]);
  expect(cut.now.shown).toBe(0);
  expect(prune(two, 0)).toBe(two);
});

describe('planOfTree(tree)', () => {
  test('null for a text as it was written', () => expect(planOfTree(root)).toBeNull());
  test('what the reader took, counted over what is there', () => {
    let tree = grow(root, 0, 2, [...taken(9), ...tokens(8)]);
    tree = prune(tree, 1);
    tree = grow(tree, 0, 1, [...taken(5, 6), ...tokens(7)]);
    expect(planOfTree(tree)).toEqual({
      ...{ roots: 1, shown: 1 },
      branches: [{ parent: 0, at: 1, taken: [5, 6] }],
    });
  });
});

test('after any moves, undoing all of them gives the beginning again, redoing all the end', () => {
  const move = fc.tuple(fc.constantFrom('grow', 'show', 'prune'), fc.nat(6), fc.nat(5));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      let tree: Tree = root;
      for (const [kind, id, at] of moves) {
        if (branchOf(tree, id) === null || !tree.now.alive.includes(id)) continue;
        const length = textOf(tree, id).length;
        if (kind === 'grow') tree = grow(tree, id, Math.min(at, length), taken(100 + at));
        else tree = kind === 'show' ? show(tree, id) : prune(tree, id);
        expect(tree.now.alive).toContain(tree.now.shown);
      }
      let back = tree;
      while (back.past.length > 0) back = undo(back);
      expect(back.now).toEqual(root.now);
      while (back.future.length > 0) back = redo(back);
      expect(back.now).toEqual(tree.now);
    }),
  );
});
