/**
 * The cache has `cap` places of which `length` are used; the columns of scores and patterns follow
 * it: [places of the cache | new tokens]. Figures want them without the empty places between.
 */

/** A number so low that its softmax weight is exactly 0, yet far from float32's end. */
const HIDDEN = -1e30;

/** The mask [S, cap + S]: new token i may look at the kept tokens and at new ones up to itself. */
export function causalMask(S: number, cap: number, length: number): Float32Array {
  const columns = cap + S;
  const mask = new Float32Array(S * columns);
  for (let i = 0; i < S; i++) {
    mask.fill(HIDDEN, i * columns + length, i * columns + cap);
    mask.fill(HIDDEN, i * columns + cap + i + 1, (i + 1) * columns);
  }
  return mask;
}

/** Cuts the empty places out of rows of cap + S columns: length + S columns remain. */
export function cutGap(data: Float32Array, S: number, cap: number, length: number): Float32Array {
  const from = cap + S;
  const to = length + S;
  const rows = data.length / from;
  const cut = new Float32Array(rows * to);
  for (let row = 0; row < rows; row++) {
    cut.set(data.subarray(row * from, row * from + length), row * to);
    cut.set(data.subarray(row * from + cap, (row + 1) * from), row * to + length);
  }
  return cut;
}

/** The opposite: puts `fill` where the empty places are. */
export function insertGap(
  data: Float32Array,
  S: number,
  cap: number,
  length: number,
  fill: number,
): Float32Array {
  const from = length + S;
  const to = cap + S;
  const rows = data.length / from;
  const wide = new Float32Array(rows * to).fill(fill);
  for (let row = 0; row < rows; row++) {
    wide.set(data.subarray(row * from, row * from + length), row * to);
    wide.set(data.subarray(row * from + length, (row + 1) * from), row * to + cap);
  }
  return wide;
}

/** Of the graph's outputs, scores and patterns have a column for each place of the cache. */
export const isByColumn = (name: string): boolean =>
  name.endsWith('attn.hook_attn_scores') || name.endsWith('attn.hook_pattern');
