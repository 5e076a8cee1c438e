/**
 * The texts of a column as a tree: a root for each text that the strategy wrote, and a branch wherever
 * the reader took other tokens. Values are never changed; undo and redo go from one to another of them.
 */
import type { Token } from './token.ts';

export type Stopped =
  'writing' | 'length' | 'end of text' | 'searched' | 'aborted' | 'all banned' | 'failed';

export interface Branch {
  readonly id: number;
  /** The branch that it leaves; null for a root. */
  readonly parent: number | null;
  /** How many tokens of the parent's whole text it keeps; 0 for a root. */
  readonly at: number;
  /** Its own tokens, from there on: those that the reader took come first. */
  readonly tokens: readonly Token[];
  readonly stopped: Stopped;
  /** What beam search or best-of-n ranks texts by; null where there is no such number. */
  readonly score: number | null;
}

/** What undo goes back to: which branches are there, and which of them is shown. */
interface Moment {
  readonly alive: readonly number[];
  readonly shown: number;
}

export interface Tree {
  readonly branches: readonly Branch[];
  readonly past: readonly Moment[];
  readonly now: Moment;
  readonly future: readonly Moment[];
}

/** A text that the strategy has written from the prompt. */
export type Root = Pick<Branch, 'tokens' | 'stopped' | 'score'>;

/** A tree of roots alone, the first of them shown. */
export function plant(roots: readonly Root[]): Tree {
  const branches = roots.map((root, id) => ({ ...root, id, parent: null, at: 0 }));
  const now = { alive: branches.map(({ id }) => id), shown: 0 };
  return { branches, past: [], now, future: [] };
}

export const EMPTY = plant([]);

/** The branches that are there now, in the order in which they were made. */
export const alive = ({ branches, now }: Tree): readonly Branch[] =>
  branches.filter(({ id }) => now.alive.includes(id));

export const branchOf = ({ branches }: Tree, id: number): Branch | null =>
  branches.find((branch) => branch.id === id) ?? null;

/** All tokens of a branch's text, from the prompt on. */
export function textOf(tree: Tree, id: number): readonly Token[] {
  const branch = branchOf(tree, id);
  if (branch === null) return [];
  if (branch.parent === null) return branch.tokens;
  return [...textOf(tree, branch.parent).slice(0, branch.at), ...branch.tokens];
}

export const shownText = (tree: Tree): readonly Token[] => textOf(tree, tree.now.shown);

/** How many branches lie between this one and its root. */
export function depthOf(tree: Tree, id: number): number {
  const parent = branchOf(tree, id)?.parent ?? null;
  return parent === null ? 0 : 1 + depthOf(tree, parent);
}

/**
 * A new branch that keeps `at` tokens of the text of `from` and goes on with `tokens`; it is shown.
 * It hangs on the branch to which the last token kept belongs.
 */
export function grow(tree: Tree, from: number, at: number, tokens: readonly Token[]): Tree {
  let parent = branchOf(tree, from);
  while (parent !== null && parent.parent !== null && at <= parent.at)
    parent = branchOf(tree, parent.parent);
  const id = tree.branches.length;
  const branch: Branch = {
    ...{ id, parent: parent?.id ?? from, at, tokens },
    ...{ stopped: 'writing', score: null },
  };
  return {
    ...move(tree, { alive: [...tree.now.alive, id], shown: id }),
    branches: [...tree.branches, branch],
  };
}

/** Shows another branch that is there. */
export const show = (tree: Tree, id: number): Tree =>
  id === tree.now.shown || !tree.now.alive.includes(id)
    ? tree
    : move(tree, { ...tree.now, shown: id });

/** Takes a branch away, with all that grew on it; a root stays. */
export function prune(tree: Tree, id: number): Tree {
  const branch = branchOf(tree, id);
  if (branch === null || branch.parent === null || !tree.now.alive.includes(id)) return tree;
  const gone = new Set([id]);
  for (const each of tree.branches)
    if (each.parent !== null && gone.has(each.parent)) gone.add(each.id);
  const left = tree.now.alive.filter((each) => !gone.has(each));
  const shown = gone.has(tree.now.shown) ? branch.parent : tree.now.shown;
  return move(tree, { alive: left, shown });
}

/** Puts other tokens into a branch, or ends it; no step of its own for undo. */
export const update = (
  tree: Tree,
  id: number,
  change: Partial<Pick<Branch, 'tokens' | 'stopped' | 'score'>>,
): Tree => ({
  ...tree,
  branches: tree.branches.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

/** The moment before the last branch, choice or cut; the same tree where there is none. */
export function undo(tree: Tree): Tree {
  const now = tree.past.at(-1);
  return now === undefined
    ? tree
    : { ...tree, now, past: tree.past.slice(0, -1), future: [tree.now, ...tree.future] };
}

export function redo(tree: Tree): Tree {
  const now = tree.future[0];
  return now === undefined
    ? tree
    : { ...tree, now, past: [...tree.past, tree.now], future: tree.future.slice(1) };
}

const move = (tree: Tree, now: Moment): Tree => ({
  ...tree,
  now,
  past: [...tree.past, tree.now],
  future: [],
});

/** A branch to be grown again, in order: parents come before what grows on them; roots are first. */
export interface PlannedBranch {
  readonly parent: number;
  readonly at: number;
  /** The tokens that the reader took. */
  readonly taken: readonly number[];
}

export interface PlannedTree {
  /** How many texts the strategy writes from the prompt. */
  readonly roots: number;
  readonly branches: readonly PlannedBranch[];
  /** Counted over roots and branches. */
  readonly shown: number;
}

/** What of a tree a link must hold; null where it is as the strategy wrote it. */
export function planOfTree(tree: Tree): PlannedTree | null {
  const there = alive(tree);
  const roots = there.filter(({ parent }) => parent === null).length;
  if (roots === 0 || (there.length === roots && tree.now.shown === 0)) return null;
  const placeOf = (id: number | null): number =>
    Math.max(
      there.findIndex((each) => each.id === id),
      0,
    );
  return {
    roots,
    shown: placeOf(tree.now.shown),
    branches: there.slice(roots).map(({ parent, at, tokens }) => {
      const end = tokens.findIndex(({ taken }) => !taken);
      const taken = (end === -1 ? tokens : tokens.slice(0, end)).map(({ id }) => id);
      return { parent: placeOf(parent), at, taken };
    }),
  };
}
