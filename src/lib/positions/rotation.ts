/**
 * Why sinusoids: "for any fixed offset k, PE(pos + k) can be represented as a linear function of
 * PE(pos)" (Vaswani et al. 2017, section 3.5). The function is a rotation of each pair (sin, cos)
 * by ωᵢ k, the same for every pos:
 *
 *   sin(ω(pos + k)) =  cos(ωk) sin(ω pos) + sin(ωk) cos(ω pos)
 *   cos(ω(pos + k)) = −sin(ωk) sin(ω pos) + cos(ωk) cos(ω pos)
 */
import { checkWidth, frequency, sinusoid } from './sinusoids.ts';

/** Mₖ, row-major [d × d]: 2 × 2 rotations down the diagonal, zeros elsewhere. Throws for odd d. */
export function shiftMatrix(k: number, d: number): Float64Array {
  checkWidth(d);
  const matrix = new Float64Array(d * d);
  for (let i = 0; i < d / 2; i++) {
    const angle = frequency(i, d) * k;
    const at = 2 * i * d + 2 * i;
    matrix[at] = Math.cos(angle);
    matrix[at + 1] = Math.sin(angle);
    matrix[at + d] = -Math.sin(angle);
    matrix[at + d + 1] = Math.cos(angle);
  }
  return matrix;
}

/** M x for a row-major square matrix of x's size, [d]. */
export function multiply(matrix: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, row) => {
    let sum = 0;
    for (let col = 0; col < x.length; col++) {
      sum += (matrix[row * x.length + col] ?? 0) * (x[col] ?? 0);
    }
    return sum;
  });
}

/** The largest entry of |Mₖ PE(pos) − PE(pos + k)| over the given positions: rounding alone. */
export function shiftError(positions: readonly number[], k: number, d: number): number {
  const matrix = shiftMatrix(k, d);
  let worst = 0;
  for (const pos of positions) {
    const wanted = sinusoid(pos + k, d);
    multiply(matrix, sinusoid(pos, d)).forEach((value, dim) => {
      worst = Math.max(worst, Math.abs(value - (wanted[dim] ?? 0)));
    });
  }
  return worst;
}
