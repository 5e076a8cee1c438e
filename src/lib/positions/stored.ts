/** A derivation as it is kept in a JSON file: whole thousandths, and half of the cosines. */
import type { Derived } from './derived.ts';
import type { Nearest } from './wishes.ts';

/** Where the table came from. */
export interface Source {
  readonly model: string;
  readonly tensor: string;
  /** Of the file that held the table, in hexadecimal. */
  readonly sha256: string;
  readonly command: string;
}

/** The wishes of wishes.ts, measured on the whole table. */
export interface MeasuredWishes {
  readonly nearest: Nearest;
  readonly explained: number;
}

export interface StoredPositions {
  readonly source: Source;
  readonly rows: number;
  readonly width: number;
  readonly wishes: MeasuredWishes;
  readonly shares: readonly number[];
  readonly grid: readonly number[];
  /** In thousandths: scores, norms, and the cosines of the lower triangle, row after row. */
  readonly scores: readonly (readonly number[])[];
  readonly norms: readonly number[];
  readonly cosines: readonly number[];
}

/** The size of one unit of the whole numbers. */
export const UNIT = 0.001;

/** Rounds to thousandths. A cosine that is no number (a row of zeros) is kept as 2000. */
export function store(source: Source, derived: Derived, wishes: MeasuredWishes): StoredPositions {
  const { rows, width, grid } = derived;
  const lower = grid.flatMap((_, i) =>
    grid.slice(0, i + 1).map((_, j) => derived.cosines[i * grid.length + j] ?? NaN),
  );
  return {
    source,
    rows,
    width,
    wishes: {
      nearest: { ...wishes.nearest, distance: rounded(wishes.nearest.distance) },
      explained: rounded(wishes.explained),
    },
    shares: derived.shares.map(rounded),
    grid,
    scores: derived.scores.map((along) => along.map(whole)),
    norms: derived.norms.map(whole),
    cosines: lower.map((cosine) => (Number.isNaN(cosine) ? NO_COSINE : whole(cosine))),
  };
}

/** The derivation as it was, each number within half a thousandth. */
export function restore(stored: StoredPositions): Derived {
  const size = stored.grid.length;
  const cosines = new Float64Array(size * size);
  let at = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const kept = stored.cosines[at] ?? NO_COSINE;
      const value = kept === NO_COSINE ? NaN : kept * UNIT;
      cosines[i * size + j] = value;
      cosines[j * size + i] = value;
    }
  }
  return {
    rows: stored.rows,
    width: stored.width,
    shares: stored.shares,
    scores: stored.scores.map((along) => along.map((value) => value * UNIT)),
    norms: stored.norms.map((value) => value * UNIT),
    grid: stored.grid,
    cosines,
  };
}

const NO_COSINE = 2000;
/** Adding 0 makes −0 plain 0. */
const whole = (x: number): number => Math.round(x / UNIT) + 0;
const rounded = (x: number): number => Number(x.toPrecision(6));
