/** The place of a temperature on a slider from 0 to 1, on which 0.5, 1 and 2 are evenly apart. */

/** Example: placeOf(0) → 0, placeOf(1) → 0.5, placeOf(Infinity) → 1 */
export const placeOf = (T: number): number => (T === Infinity ? 1 : T / (1 + T));

/** The inverse, to three figures. Example: temperatureAt(1 / 3) → 0.5 */
export function temperatureAt(place: number): number {
  if (place >= 1) return Infinity;
  return Number((place / (1 - place)).toPrecision(3));
}

export const temperatureText = (T: number): string =>
  T === Infinity ? '∞' : T < 10 ? String(Number(T.toFixed(2))) : String(Number(T.toPrecision(3)));
