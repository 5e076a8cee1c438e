import type { Tensor } from '#lib/model/api.ts';

/**
 * The largest difference, of rows with numbers above 1 relative to the largest, for float32 holds seven
 * digits; Infinity when shapes differ or a number is missing.
 */
export function largestError(actual: Tensor | undefined, expected: Tensor): number {
  if (actual?.shape.join() !== expected.shape.join()) return Infinity;
  const width = expected.shape.at(-1) ?? 1;
  let worst = 0;
  for (let begin = 0; begin < expected.data.length; begin += width) {
    const row = expected.data.subarray(begin, begin + width);
    const scale = row.reduce(
      (most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most),
      1,
    );
    for (const [i, value] of row.entries()) {
      const found = actual.data[begin + i] ?? NaN;
      const error = Object.is(found, value) ? 0 : Math.abs(found - value) / scale;
      worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
    }
  }
  return worst;
}
