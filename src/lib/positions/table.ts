import { dot, norm } from './vector.ts';

/** The encodings of positions 0, 1, …: row-major, [rows × width]. */
export interface PositionTable {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array | Float64Array;
}

/**
 * A table of learned positions, as in GPT-2's `wpe` (Radford et al. 2019): any numbers, a row a
 * position. Throws when the numbers do not fill whole rows.
 */
export function positionTable(values: Float32Array | Float64Array, width: number): PositionTable {
  const rows = values.length / width;
  if (!Number.isInteger(rows) || width < 1) {
    throw new Error(`${values.length} numbers are not rows of ${width}`);
  }
  return { rows, width, values };
}

/** The encoding of a position, [width]; null where the table has no such row: it ends there. */
export function rowOf(
  { rows, width, values }: PositionTable,
  pos: number,
): Float32Array | Float64Array | null {
  if (!Number.isInteger(pos) || pos < 0 || pos >= rows) return null;
  return values.subarray(pos * width, (pos + 1) * width);
}

/** How long each row is: ‖PE(0)‖, ‖PE(1)‖, … */
export function norms(table: PositionTable): number[] {
  return Array.from({ length: table.rows }, (_, pos) => norm(rowOf(table, pos) ?? []));
}

/** The cosine between any two of some positions; NaN beside a row of zeros. [n × n], row-major. */
export function cosineMatrix(
  table: PositionTable,
  positions: readonly number[],
): { readonly rows: number; readonly cols: number; readonly values: Float64Array } {
  const size = positions.length;
  const values = new Float64Array(size * size);
  const rows = positions.map((pos) => rowOf(table, pos) ?? []);
  const lengths = rows.map(norm);
  rows.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const value = dot(a, rows[j] ?? []) / ((lengths[i] ?? 0) * (lengths[j] ?? 0));
      values[i * size + j] = value;
      values[j * size + i] = value;
    }
  });
  return { rows: size, cols: size, values };
}

/**
 * At most `size` of the positions 0 … rows − 1, evenly apart, the first and the last among them.
 * Example: evenPositions(1024, 4) → [0, 341, 682, 1023]
 */
export function evenPositions(rows: number, size: number): number[] {
  const count = Math.min(rows, size);
  if (count < 2) return count === 1 ? [0] : [];
  return Array.from({ length: count }, (_, i) => Math.round((i * (rows - 1)) / (count - 1)));
}
