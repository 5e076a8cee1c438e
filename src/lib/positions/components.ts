/**
 * Principal components of a table of positions: the directions in which its rows differ most
 * (Pearson 1901; Hotelling 1933). The mean row is taken away first. Only the first few are found, by
 * orthogonal iteration with Rayleigh–Ritz steps: Golub and Van Loan, "Matrix Computations",
 * sections 8.2 and 10.1.
 */
import { createRng } from '#lib/sampling/index.ts';
import { symmetricEigen } from './jacobi.ts';
import { rowOf, type PositionTable } from './table.ts';
import { dot, gaussian, norm } from './vector.ts';

export interface Components {
  /** Unit vectors, largest variance first; the largest entry of each is positive. */
  readonly directions: readonly Float64Array[];
  /** The variance along each, Σ over rows / (rows − 1). */
  readonly variances: readonly number[];
  /** The variance of the whole table. */
  readonly total: number;
  /** Where each row lies along the directions, [count] arrays of [rows]. */
  readonly scores: readonly Float64Array[];
}

/** The subspace is this much wider than asked: the iteration gets faster by it. */
const EXTRA = 10;
const TOLERANCE = 1e-9;
const STEPS = 2000;

/** The first `count` components (fewer where the table has no more dimensions). */
export function principalComponents(table: PositionTable, count: number): Components {
  const steps = principalSteps(table, count);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same a step at a time, so that a page can take a breath between two steps; each takes some
 * 10 ms for GPT-2's table. Begins from a fixed seed, so that it gives the same numbers every time.
 */
export function* principalSteps(
  table: PositionTable,
  count: number,
): Generator<void, Components, void> {
  const rows = centred(table);
  const size = Math.min(table.width, count + EXTRA);
  const wanted = Math.min(count, size);
  const random = createRng(0);
  let basis = orthonormal(
    Array.from({ length: size }, () => gaussian(table.width, random)),
    random,
  );
  for (let step = 0; ; step++) {
    const images = basis.map((vector) => scatterTimes(rows, vector));
    const inner = basis.flatMap((a) => images.map((b) => dot(a, b)));
    const { values, vectors } = symmetricEigen(inner, size);
    const ritz = vectors.map((weights) => combine(basis, weights));
    const next = vectors.map((weights) => combine(images, weights));
    if (step >= STEPS || residual(ritz, next, values, wanted) <= TOLERANCE * (values[0] ?? 0)) {
      return describe(rows, ritz.slice(0, wanted), values);
    }
    basis = orthonormal(next, random);
    yield;
  }
}

function describe(
  rows: readonly Float64Array[],
  found: readonly Float64Array[],
  values: readonly number[],
): Components {
  const degrees = Math.max(rows.length - 1, 1);
  const directions = found.map(pointUp);
  return {
    directions,
    variances: directions.map((_, i) => Math.max(values[i] ?? 0, 0) / degrees),
    total: rows.reduce((sum, row) => sum + dot(row, row), 0) / degrees,
    scores: directions.map((direction) => Float64Array.from(rows, (row) => dot(row, direction))),
  };
}

/** A direction and its opposite are as good: the one whose largest entry is positive. */
function pointUp(direction: Float64Array): Float64Array {
  const largest = direction.reduce((max, x) => (Math.abs(x) > Math.abs(max) ? x : max), 0);
  return largest < 0 ? direction.map((x) => -x) : direction;
}

/** How far the first `wanted` are from being eigenvectors: max ‖C v − λ v‖. */
function residual(
  vectors: readonly Float64Array[],
  images: readonly Float64Array[],
  values: readonly number[],
  wanted: number,
): number {
  const sizes = vectors.slice(0, wanted).map((vector, i) => {
    const [image, value] = [images[i] ?? vector, values[i] ?? 0];
    return norm(vector.map((x, j) => (image[j] ?? 0) - value * x));
  });
  return Math.max(0, ...sizes);
}

function centred(table: PositionTable): Float64Array[] {
  const rows = Array.from({ length: table.rows }, (_, pos) =>
    Float64Array.from(rowOf(table, pos) ?? []),
  );
  const mean = new Float64Array(table.width);
  for (const row of rows) row.forEach((x, i) => (mean[i] = (mean[i] ?? 0) + x / table.rows));
  return rows.map((row) => row.map((x, i) => x - (mean[i] ?? 0)));
}

/** Xᵀ X v, without forming Xᵀ X. */
function scatterTimes(rows: readonly Float64Array[], vector: Float64Array): Float64Array {
  const image = new Float64Array(vector.length);
  for (const row of rows) addScaled(image, dot(row, vector), row);
  return image;
}

function combine(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const combined = new Float64Array(vectors[0]?.length ?? 0);
  vectors.forEach((vector, i) => addScaled(combined, weights[i] ?? 0, vector));
  return combined;
}

function addScaled(to: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (x[i] ?? 0);
}

/** Gram–Schmidt, twice over (Golub and Van Loan, 5.2.8); a vector that vanishes is drawn anew. */
function orthonormal(vectors: readonly Float64Array[], random: () => number): Float64Array[] {
  const made: Float64Array[] = [];
  for (const vector of vectors) {
    let next = vector;
    for (let draw = 0; ; draw++) {
      const before = norm(next);
      const left = next.slice();
      for (let pass = 0; pass < 2; pass++) {
        for (const other of made) addScaled(left, -dot(other, left), other);
      }
      const length = norm(left);
      if (length > 1e-10 * before && length > 0) {
        made.push(left.map((x) => x / length));
        break;
      }
      if (draw > 20) throw new Error(`no more than ${made.length} directions are independent`);
      next = gaussian(vector.length, random);
    }
  }
  return made;
}
