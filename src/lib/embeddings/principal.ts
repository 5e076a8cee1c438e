/**
 * Principal components of a table of embeddings: the few directions in which its rows differ most
 * (Pearson 1901, Hotelling 1933). Found by Lanczos's method (Lanczos 1950; with full
 * reorthogonalisation, Golub and Van Loan, Matrix Computations, chapter 10), which needs only
 * products with the table: a D × D matrix of covariances is never made.
 */
import { jacobi } from './jacobi.ts';

/** What is spread out: the rows as they are, or their directions, each row divided by its length. */
export type Spread = 'rows' | 'directions';

export interface Components {
  /** How many were found: fewer than asked for when the rows span fewer directions. */
  readonly count: number;
  /** Each row's place along each component, its mean subtracted, [V, count]. */
  readonly coordinates: Float32Array;
  /** Each component's part of the total variance, the largest first. */
  readonly shares: readonly number[];
}

interface Table {
  readonly data: Float32Array;
  readonly rows: number;
  readonly width: number;
  readonly mean: Float64Array;
}

const LIMIT = 200;
/** Residual of a found component, of the largest variance. */
const EXACT = 1e-8;

/**
 * The first `count` components of a table [V, D]. The sign of a component is free: here the row that
 * lies farthest out along it lies on the positive side. `pause` is awaited between two steps (two
 * products with the table each), so that a long one stalls nobody.
 */
export async function principalComponents(
  data: Float32Array,
  width: number,
  count: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Components> {
  const table: Table = { data, rows: data.length / width, width, mean: columnMeans(data, width) };
  const total = totalVariance(table);
  const wanted = Math.min(count, width);
  if (total === 0) return { count: 0, coordinates: new Float32Array(), shares: [] };

  const basis: Float64Array[] = [startVector(width)];
  const alpha: number[] = [];
  const beta: number[] = [];
  const most = Math.min(width, LIMIT);
  let found: Ritz[] = [];
  for (let step = 0; step < most; step++) {
    const q = basis[step] ?? new Float64Array(width);
    const next = covarianceTimes(table, q);
    alpha.push(dot(next, q));
    for (let round = 0; round < 2; round++)
      // once is not enough in floating point
      for (const old of basis) subtract(next, old, dot(next, old));
    const length = Math.sqrt(dot(next, next));
    const ended = step + 1 === most || length <= 1e-13 * total;
    if (ended || (step >= wanted && step % 4 === 0)) {
      found = ritzPairs(alpha, beta, length).slice(0, wanted);
      if (ended || found.every((pair) => pair.residual <= EXACT * (found[0]?.value ?? 0))) break;
    }
    beta.push(length);
    basis.push(next.map((x) => x / length));
    await pause();
  }
  const kept = found.filter((pair) => pair.value > 1e-12 * total);
  const directions = kept.map((pair) => combine(basis, pair.vector));
  return {
    count: kept.length,
    coordinates: project(table, directions),
    shares: kept.map((pair) => pair.value / total),
  };
}

interface Ritz {
  readonly value: number;
  readonly vector: Float64Array;
  /** ‖A y − θ y‖: how far it is from an eigenvector. */
  readonly residual: number;
}

/** Eigenpairs of the tridiagonal matrix that Lanczos's steps have built, the largest first. */
function ritzPairs(alpha: readonly number[], beta: readonly number[], last: number): Ritz[] {
  const m = alpha.length;
  const T = Array.from({ length: m }, (_, i) => {
    const row = new Float64Array(m);
    row[i] = alpha[i] ?? 0;
    if (i > 0) row[i - 1] = beta[i - 1] ?? 0;
    if (i + 1 < m) row[i + 1] = beta[i] ?? 0;
    return row;
  });
  return jacobi(T).map(({ value, vector }) => ({
    value,
    vector,
    residual: Math.abs(last * (vector[m - 1] ?? 0)),
  }));
}

/** (1/V) Xᵀ X v of the centred table X. */
function covarianceTimes(table: Table, v: Float64Array): Float64Array {
  const { data, rows, width, mean } = table;
  const shift = dot(mean, v);
  const out = new Float64Array(width);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    let along = -shift;
    for (let i = 0; i < width; i++) along += (data[from + i] ?? 0) * (v[i] ?? 0);
    for (let i = 0; i < width; i++) out[i] = (out[i] ?? 0) + along * (data[from + i] ?? 0);
    sum += along;
  }
  return out.map((x, i) => (x - sum * (mean[i] ?? 0)) / rows);
}

/** Coordinates [V, k] along k directions, the farthest row of each on the positive side. */
function project(table: Table, directions: readonly Float64Array[]): Float32Array {
  const { data, rows, width, mean } = table;
  const k = directions.length;
  const out = new Float32Array(rows * k);
  for (const [c, direction] of directions.entries()) {
    const shift = dot(mean, direction);
    let farthest = 0;
    for (let row = 0; row < rows; row++) {
      let along = -shift;
      for (let i = 0; i < width; i++) along += (data[row * width + i] ?? 0) * (direction[i] ?? 0);
      out[row * k + c] = along;
      if (Math.abs(along) > Math.abs(farthest)) farthest = along;
    }
    if (farthest < 0)
      for (let row = 0; row < rows; row++) out[row * k + c] = -(out[row * k + c] ?? 0);
  }
  return out;
}

function columnMeans(data: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (const [i, x] of data.entries()) mean[i % width] = (mean[i % width] ?? 0) + x;
  return mean.map((sum) => sum / (data.length / width));
}

/** Mean squared distance of a row from the mean row. */
function totalVariance({ data, rows, width, mean }: Table): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += ((data[i] ?? 0) - (mean[i % width] ?? 0)) ** 2;
  return sum / rows;
}

/** Any vector that is not orthogonal to a component will do; this one is the same everywhere. */
function startVector(width: number): Float64Array {
  const v = Float64Array.from({ length: width }, (_, i) => Math.sin(1 + i * Math.SQRT2) + 1e-3);
  const length = Math.sqrt(dot(v, v));
  return v.map((x) => x / length);
}

function combine(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const out = new Float64Array(basis[0]?.length ?? 0);
  for (const [j, weight] of weights.entries())
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + weight * (basis[j]?.[i] ?? 0);
  return out;
}

function subtract(from: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - times * (what[i] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
