/**
 * Edits of an activation: the plain meaning of `Edit`, against which the engine's gates are checked.
 * Each is made on the numbers that the edits before it have left.
 */
import type { Gpt2Config } from '../model/config.ts';
import type { Edit } from '../model/edits.ts';
import { range, type Matrix, type Vector } from './matrix.ts';

/** An edit that cannot be made. */
export class BadEdit extends Error {
  override readonly name = 'BadEdit';
  readonly code = 'bad-edit';
}

const editable =
  /^(hook_(pos_)?embed|blocks\.(\d+)\.(attn\.hook_(z|pattern)|hook_(attn_out|mlp_out|resid_pre|resid_post)))$/;

/** Throws `BadEdit` for a name, a head or a position that this model and text do not have. */
export function checkEdit({ at, head, pos = [] }: Edit, config: Gpt2Config, T: number): void {
  const [, , , layer = '0', , part] = editable.exec(at) ?? refuse(at, 'it is not to be edited');
  if (Number(layer) >= config.n_layer) refuse(at, `there are ${config.n_layer} layers`);
  if (head !== undefined && part === undefined) refuse(at, 'it has no heads');
  if (head !== undefined && !isBelow(head, config.n_head)) refuse(at, `no head ${head}`);
  const outside = pos.find((t) => !isBelow(t, T));
  if (outside !== undefined) refuse(at, `no position ${outside}`);
}

/**
 * Makes one edit on an activation given as heads of rows: one head of (T, D) for a residual,
 * H of (T, d) for z, H of (T, T) for a pattern. Returns new rows where something changes.
 */
export function applyEdit(edit: Edit, heads: readonly Matrix[]): Matrix[] {
  const causal = edit.at.endsWith('attn.hook_pattern');
  return heads.map((rows, h) => {
    if (edit.head !== undefined && edit.head !== h) return rows;
    const mean = meanRow(rows);
    return rows.map((row, t) => {
      if (edit.pos !== undefined && !edit.pos.includes(t)) return row;
      // What the mask hides from a query stays hidden.
      return row.map((x, i) => (causal && i > t ? x : changed(edit, x, i, mean)));
    });
  });
}

function changed(edit: Edit, x: number, i: number, mean: Vector): number {
  switch (edit.do) {
    case 'zero':
      return 0;
    case 'mean':
      return mean[i] ?? 0;
    case 'scale':
      return x * valueAt(edit, i, mean.length);
    case 'add':
      return x + valueAt(edit, i, mean.length);
    case 'set':
      return valueAt(edit, i, mean.length);
  }
}

/** One number for all, or the i-th of a vector as long as the last axis. */
function valueAt({ at, value }: Edit, i: number, width: number): number {
  if (typeof value === 'number') return value;
  if (value?.length !== width) return refuse(at, `it takes a number or ${width} of them`);
  return value[i] ?? refuse(at, 'its value has holes');
}

function meanRow(rows: Matrix): Vector {
  const width = rows[0]?.length ?? 0;
  return Float64Array.from(range(width), (i) => {
    return rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length;
  });
}

const isBelow = (x: number, end: number): boolean => Number.isInteger(x) && x >= 0 && x < end;

function refuse(at: string, why: string): never {
  throw new BadEdit(`cannot edit ${at}: ${why}`);
}
