/**
 * The fixed encoding of Vaswani et al. 2017, "Attention Is All You Need", section 3.5:
 *
 *   PE(pos, 2i)     = sin(pos / 10000^(2i/d))
 *   PE(pos, 2i + 1) = cos(pos / 10000^(2i/d))
 *
 * Even dimensions are sines and odd ones cosines; pair i turns by ωᵢ = 10000^(−2i/d) radians a
 * position. GPT-2 does not use it: its positions are learned.
 */
import { positionTable, type PositionTable } from './table.ts';

/** The base of the wavelengths in the paper. */
export const BASE = 10_000;

/** Throws unless d is a positive even whole number: dimensions come in pairs. */
export function checkWidth(d: number): void {
  if (!Number.isInteger(d) || d < 2 || d % 2 !== 0) {
    throw new Error(`dimensions come in pairs, so their number cannot be ${d}`);
  }
}

/** ωᵢ in radians a position, for pair i of d / 2. */
export const frequency = (i: number, d: number): number => BASE ** ((-2 * i) / d);

/** How many positions one full turn of pair i takes: 2π / ωᵢ, from 2π up to nearly 2π · 10000. */
export const wavelength = (i: number, d: number): number => (2 * Math.PI) / frequency(i, d);

/** The encoding of one position (any real number), [d]. Throws unless d is even. */
export function sinusoid(pos: number, d: number): Float64Array {
  checkWidth(d);
  return Float64Array.from({ length: d }, (_, dim) => {
    const angle = pos * frequency(Math.floor(dim / 2), d);
    return dim % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

/** The encodings of positions 0 … rows − 1, [rows × d]. Throws unless d is even. */
export function sinusoidTable(rows: number, d: number): PositionTable {
  const values = new Float64Array(rows * d);
  for (let pos = 0; pos < rows; pos++) values.set(sinusoid(pos, d), pos * d);
  return positionTable(values, d);
}

/**
 * PE(pos) · PE(pos + k) for every pos: Σᵢ cos(ωᵢ k), by sin a sin b + cos a cos b = cos(a − b).
 * It depends on the distance k alone; k = 0 gives d / 2.
 */
export function sinusoidDot(k: number, d: number): number {
  checkWidth(d);
  let total = 0;
  for (let i = 0; i < d / 2; i++) total += Math.cos(frequency(i, d) * k);
  return total;
}
