/**
 * Edits of one activation, composed into one affine map y ↦ y · scale + add for each number.
 * All five kinds of edit are affine, so any list of them at one place is too:
 * zero = (0, 0), scale by s = (s, 0), add v = (1, v), set v = mean v = (0, v).
 */
import type { Edit } from './edits.ts';
import { ModelError } from './errors.ts';

/** An edit whose mean, if it is one, has been measured: one row per head, of the last axis. */
export interface ResolvedEdit extends Edit {
  readonly mean?: readonly Float32Array[];
}

/** The numbers of an activation for some positions, seen as [position][head][feature]. */
export interface View {
  /** Absolute position of the first row. */
  readonly start: number;
  readonly positions: number;
  readonly heads: number;
  readonly features: number;
  /** Index in the data of a position (counted from `start`), a head and feature 0. */
  readonly offset: (position: number, head: number) => number;
  /** How many of a row's features an edit may touch: what the causal mask hides stays hidden. */
  readonly visible: (position: number) => number;
}

export interface Affine {
  readonly scale: Float32Array;
  readonly add: Float32Array;
}

/** [T, H, F] or [T, F] (one head) row-major. */
export const rowsView = (start: number, positions: number, heads: number, f: number): View => ({
  start,
  positions,
  heads,
  features: f,
  offset: (position, head) => (position * heads + head) * f,
  visible: () => f,
});

/** Patterns: [H, T, columns] row-major. */
export const patternView = (start: number, positions: number, heads: number, f: number): View => ({
  start,
  positions,
  heads,
  features: f,
  offset: (position, head) => (head * positions + position) * f,
  visible: (position) => Math.min(f, start + position + 1),
});

/** Composes the edits, in order, into one affine map over the view. */
export function compose(edits: readonly ResolvedEdit[], view: View): Affine {
  const size = view.positions * view.heads * view.features;
  const affine = { scale: new Float32Array(size).fill(1), add: new Float32Array(size) };
  for (const edit of edits) {
    for (const [position, head] of touched(edit, view))
      composeRow(affine, view.offset(position, head), view.visible(position), edit, head);
  }
  return affine;
}

/** y · scale + add, in place. */
export function apply(affine: Affine, data: Float32Array): Float32Array {
  for (const [i, scale] of affine.scale.entries())
    data[i] = (data[i] ?? 0) * scale + (affine.add[i] ?? 0);
  return data;
}

/** The mean over positions of each head's rows: what `mean` sets. */
export function means(data: Float32Array, view: View): Float32Array[] {
  return Array.from({ length: view.heads }, (_, head) => {
    const mean = new Float64Array(view.features);
    for (let position = 0; position < view.positions; position++) {
      const from = view.offset(position, head);
      for (let f = 0; f < view.features; f++) mean[f] = (mean[f] ?? 0) + (data[from + f] ?? 0);
    }
    return Float32Array.from(mean, (sum) => sum / view.positions);
  });
}

function* touched(edit: Edit, view: View): Generator<[position: number, head: number]> {
  const positions =
    edit.pos?.map((p) => p - view.start).filter((p) => p >= 0 && p < view.positions) ??
    Array.from({ length: view.positions }, (_, p) => p);
  const heads =
    edit.head === undefined ? Array.from({ length: view.heads }, (_, h) => h) : [edit.head];
  for (const position of positions) for (const head of heads) yield [position, head];
}

function composeRow(
  { scale, add }: Affine,
  from: number,
  features: number,
  edit: ResolvedEdit,
  head: number,
): void {
  for (let f = 0; f < features; f++) {
    const i = from + f;
    const value = edit.do === 'mean' ? (edit.mean?.[head]?.[f] ?? 0) : valueAt(edit, f);
    switch (edit.do) {
      case 'scale':
        scale[i] = (scale[i] ?? 1) * value;
        add[i] = (add[i] ?? 0) * value;
        break;
      case 'add':
        add[i] = (add[i] ?? 0) + value;
        break;
      default:
        scale[i] = 0;
        add[i] = value;
    }
  }
}

/** A vector shorter than the row (a pattern that has grown since) counts as 0 beyond its end. */
function valueAt(edit: Edit, feature: number): number {
  if (edit.do === 'zero') return 0;
  if (typeof edit.value === 'number') return edit.value;
  if (edit.value === undefined) throw new ModelError('bad-edit', `${edit.do} needs a value`);
  return edit.value[feature] ?? 0;
}
