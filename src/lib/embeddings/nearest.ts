/**
 * Likeness of the rows of a table of embeddings. a · b = ‖a‖ ‖b‖ cos(a, b): the dot product asks for
 * direction and length at once, the cosine for direction alone (Mikolov et al. 2013, section 4, rank
 * words by the cosine).
 */

/** What "near" means: same direction, or large product. */
export type Measure = 'cosine' | 'dot';

/** A row as seen from another one. */
export interface Neighbour {
  readonly id: number;
  readonly cosine: number;
  readonly dot: number;
  /** Its own length. */
  readonly norm: number;
}

/** Length of each row of a table [V, D] → [V]. */
export function rowNorms(table: Float32Array, width: number): Float32Array {
  const norms = new Float32Array(table.length / width);
  for (let row = 0; row < norms.length; row++)
    norms[row] = Math.sqrt(product(table, row * width, row * width, width));
  return norms;
}

/** Each row divided by its length; a row of zeros stays. */
export function unitRows(table: Float32Array, norms: Float32Array): Float32Array {
  const width = table.length / norms.length;
  return table.map((x, i) => x / (norms[Math.floor(i / width)] || 1));
}

/**
 * The k rows most like row `id` of a table [V, D], the most like first, itself left out; equals
 * stand in the order of their ids. The cosine with a row of zeros is 0. RangeError for an unknown
 * row.
 */
export function nearestRows(
  table: Float32Array,
  norms: Float32Array,
  id: number,
  k: number,
  measure: Measure,
): Neighbour[] {
  const count = norms.length;
  const width = table.length / count;
  if (!Number.isInteger(id) || id < 0 || id >= count) throw new RangeError(`no row ${String(id)}`);
  const own = norms[id] ?? 0;
  const best: Neighbour[] = [];
  for (let row = 0; row < count; row++) {
    if (row === id) continue;
    const dot = product(table, id * width, row * width, width);
    const norm = norms[row] ?? 0;
    const cosine = own === 0 || norm === 0 ? 0 : dot / (own * norm);
    keep(best, { id: row, cosine, dot, norm }, k, measure);
  }
  return best;
}

/** Inserts a row in its place among the best k; an equal one stands after those before it. */
function keep(best: Neighbour[], row: Neighbour, k: number, measure: Measure): void {
  const worst = best[k - 1];
  if (k <= 0 || (worst !== undefined && worst[measure] >= row[measure])) return;
  let at = best.length;
  while (at > 0 && (best[at - 1]?.[measure] ?? Infinity) < row[measure]) at--;
  best.splice(at, 0, row);
  if (best.length > k) best.pop();
}

/** Σ table[a + i] · table[b + i] in 64 bits. */
function product(table: Float32Array, a: number, b: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (table[a + i] ?? 0) * (table[b + i] ?? 0);
  return sum;
}
