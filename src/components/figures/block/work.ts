import { workOf } from '#lib/cost/index.ts';
import {
  publishedSizes,
  sumByPart,
  sumParameters,
  type Dimensions,
} from '#lib/parameters/index.ts';

/** A part of a bar: which words name it, which colour it has, and how much it is. */
export interface Portion {
  readonly part: PortionName;
  readonly colour: 1 | 2 | 3 | 4 | 5;
  readonly amount: number;
}
export type PortionName =
  'tables' | 'attention' | 'mlp' | 'norms' | 'projections' | 'pairs' | 'unembed';

export type Mode = 'read' | 'write';

/** Parameters by part: tables, attention, MLP, norms. */
export function parameterPortions(of: Dimensions): Portion[] {
  const parts = sumByPart(sumParameters(of));
  return [
    { part: 'tables', colour: 1, amount: parts.tables },
    { part: 'attention', colour: 2, amount: parts.attention },
    { part: 'mlp', colour: 3, amount: parts.mlp },
    { part: 'norms', colour: 4, amount: parts.norms },
  ];
}

/** Multiplications by part: for a text of `length` tokens at once, or for one token after it. */
export function workPortions(of: Dimensions, length: number, mode: Mode): Portion[] {
  const work = mode === 'read' ? workOf(of, length) : workOf(of, 1, length);
  return [
    { part: 'unembed', colour: 1, amount: work.unembed },
    { part: 'projections', colour: 2, amount: work.projections },
    { part: 'pairs', colour: 5, amount: work.attention },
    { part: 'mlp', colour: 3, amount: work.mlp },
  ];
}

export const totalOf = (portions: readonly Portion[]): number =>
  portions.reduce((sum, { amount }) => sum + amount, 0);

export interface Model {
  readonly name: 'small' | 'medium' | 'large' | 'xl' | 'teaching';
  readonly of: Dimensions;
}

/** The published sizes, and the teaching model as it is. */
export function modelsWith(teaching: Dimensions): readonly Model[] {
  return [
    ...publishedSizes.map((of) => ({ name: of.name, of })),
    { name: 'teaching' as const, of: teaching },
  ];
}
