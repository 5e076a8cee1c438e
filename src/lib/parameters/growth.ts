import { sumByPart, sumParameters } from './sum.ts';
import type { Dimensions } from './tensors.ts';

/** A model among those that differ in one dimension. */
export interface GrowthPoint {
  /** Depth L or width D. */
  readonly x: number;
  /** Parameters of the two tables, which do not grow with depth. */
  readonly tables: number;
  readonly total: number;
}

/** Models of every depth from `from` to `to` layers, all else the same: a straight line. */
export function growWithDepth(of: Dimensions, from: number, to: number): GrowthPoint[] {
  const depths = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return depths.map((x) => point({ ...of, n_layer: x }, x));
}

/**
 * Models of growing width with heads and MLP in proportion (d_head and n_inner / D as they are): the
 * blocks grow with the square, the tables in a straight line.
 */
export function growWithWidth(of: Dimensions, widths: readonly number[]): GrowthPoint[] {
  const ratio = of.n_inner / of.n_embd;
  return widths.map((x) => point({ ...of, n_embd: x, n_inner: Math.round(ratio * x) }, x));
}

function point(of: Dimensions, x: number): GrowthPoint {
  const sum = sumParameters(of);
  return { x, tables: sumByPart(sum).tables, total: sum.total };
}
