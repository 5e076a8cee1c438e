/** Σ aᵢ bᵢ over the places that both have. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** ‖a‖, the Euclidean length. */
export const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

/** ‖a − b‖, the Euclidean distance. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.max(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/** a + b, place by place. */
export const sum = (a: Float64Array, b: ArrayLike<number>): Float64Array =>
  a.map((x, i) => x + (b[i] ?? 0));

/**
 * `width` numbers from the standard normal distribution (Box and Muller 1958), from uniform
 * numbers in [0, 1).
 */
export function gaussian(width: number, random: () => number): Float64Array {
  return Float64Array.from({ length: width }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  });
}
