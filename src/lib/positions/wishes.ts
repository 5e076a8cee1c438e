/**
 * Three wishes for an encoding of positions, as measurements:
 *
 * 1. unique: no two positions look the same;
 * 2. distance: what two positions say to each other depends on how far apart they are, not on where
 *    they stand, and does tell distances apart;
 * 3. length: there is a value for every position, however far.
 *
 * The third asks whether a value exists. That a model trained on short texts also works on long ones
 * is another question; for sinusoids it does not (Press et al. 2022, figure 1).
 */
import { alibiBias } from './alibi.ts';
import { rotate } from './rope.ts';
import { sinusoid } from './sinusoids.ts';
import { rowOf, type PositionTable } from './table.ts';
import { distance, dot } from './vector.ts';

/** What a scheme gives, in the form that the measurements need. */
export interface Encoding {
  /** What marks a position; null where the scheme has nothing for it. */
  at(pos: number): ArrayLike<number> | null;
  /** What the scheme lets positions m and n say to each other, without any word's content. */
  between(m: number, n: number): number;
}

/** No positions: every place has the same mark. */
export const noEncoding: Encoding = { at: () => [0], between: () => 0 };

/** A vector for each position, compared by dot products. */
export function tableEncoding(table: PositionTable): Encoding {
  return {
    at: (pos) => rowOf(table, pos),
    between: (m, n) => dot(rowOf(table, m) ?? [], rowOf(table, n) ?? []),
  };
}

export function sinusoidEncoding(d: number): Encoding {
  const at = remembered((pos) => sinusoid(pos, d));
  return { at, between: (m, n) => dot(at(m), at(n)) };
}

/**
 * RoPE marks a position by how it turns a vector: here 1 in every dimension, as query and as key;
 * `between` is its score.
 */
export function ropeEncoding(d: number): Encoding {
  const ones = new Float64Array(d).fill(1);
  const at = remembered((pos) => rotate(ones, pos));
  return { at, between: (m, n) => dot(at(m), at(n)) / Math.sqrt(d) };
}

/** ALiBi marks a position by the bias that it gives to the first token. */
export function alibiEncoding(slope: number): Encoding {
  return {
    at: (pos) => [alibiBias(pos, 0, slope)],
    between: (m, n) => alibiBias(m, n, slope),
  };
}

/** Each position's vector is computed once. */
function remembered(make: (pos: number) => Float64Array): (pos: number) => Float64Array {
  const known = new Map<number, Float64Array>();
  return (pos) => {
    const found = known.get(pos) ?? make(pos);
    known.set(pos, found);
    return found;
  };
}

/** The two positions of 0 … count − 1 that look most alike, and how far apart they are. */
export interface Nearest {
  readonly distance: number;
  readonly pair: readonly [number, number];
}

/** The first wish, measured: ‖at(m) − at(n)‖ at its smallest. Quadratic in `count`. */
export function nearestPair(encoding: Encoding, count: number): Nearest {
  const marks = Array.from({ length: count }, (_, pos) => encoding.at(pos) ?? []);
  let nearest: Nearest = { distance: Infinity, pair: [0, 0] };
  marks.forEach((mark, n) => {
    for (let m = 0; m < n; m++) {
      const apart = distance(marks[m] ?? [], mark);
      if (apart < nearest.distance) nearest = { distance: apart, pair: [m, n] };
    }
  });
  return nearest;
}

/**
 * The second wish, measured: which share of the variance of between(m, n), over all pairs m > n of
 * the first `count` positions, the distance m − n explains (the correlation ratio η², Fisher 1925).
 * 1: distance is all that counts; 0: it says nothing, or nothing varies. Quadratic in `count`.
 */
export function explainedByDistance(encoding: Encoding, count: number): number {
  let [all, allSquares, pairs, betweenGroups] = [0, 0, 0, 0];
  for (let apart = 1; apart < count; apart++) {
    let group = 0;
    for (let n = 0; n + apart < count; n++) {
      const value = encoding.between(n + apart, n);
      group += value;
      allSquares += value * value;
    }
    all += group;
    pairs += count - apart;
    betweenGroups += (group * group) / (count - apart);
  }
  const correction = pairs > 0 ? (all * all) / pairs : 0;
  const total = allSquares - correction;
  if (!(total > 1e-12 * allSquares)) return 0;
  return Math.min((betweenGroups - correction) / total, 1);
}

/** The third wish, measured: the first of the positions asked for that has no finite value; null if all have. */
export function firstMissing(encoding: Encoding, positions: Iterable<number>): number | null {
  for (const pos of positions) {
    const mark = encoding.at(pos);
    if (mark === null || mark.length === 0) return pos;
    for (let i = 0; i < mark.length; i++) if (!Number.isFinite(mark[i])) return pos;
  }
  return null;
}

/** How a wish came out. */
export type Verdict = 'holds' | 'partly' | 'fails';

/** What counts as kept; the figure states the same numbers. */
export const CRITERIA = {
  /** Positions this near are taken for the same: far above rounding. */
  apart: 1e-6,
  /** Shares from here on are 1 up to rounding. */
  exact: 1 - 1e-9,
  /** From here on distance counts for more than all else together. */
  partly: 0.5,
} as const;

export const uniqueVerdict = (nearest: number): Verdict =>
  nearest > CRITERIA.apart ? 'holds' : 'fails';

export function distanceVerdict(share: number): Verdict {
  if (share >= CRITERIA.exact) return 'holds';
  return share >= CRITERIA.partly ? 'partly' : 'fails';
}

export const lengthVerdict = (missing: number | null): Verdict =>
  missing === null ? 'holds' : 'fails';
