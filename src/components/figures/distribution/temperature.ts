/** The place of a temperature on a slider from 0 to 1, on which 0.5, 1 and 2 are evenly apart. */
import { real, type Field } from '#lib/link/index.ts';

/** Example: placeOf(0) → 0, placeOf(1) → 0.5, placeOf(Infinity) → 1 */
export const placeOf = (T: number): number => (T === Infinity ? 1 : T / (1 + T));

/** The inverse, to three figures. Example: temperatureAt(1 / 3) → 0.5 */
export function temperatureAt(place: number): number {
  if (place >= 1) return Infinity;
  return Number((place / (1 - place)).toPrecision(3));
}

export const temperatureText = (T: number): string =>
  T === Infinity ? '∞' : T < 10 ? String(Number(T.toFixed(2))) : String(Number(T.toPrecision(3)));

/** A temperature in a link; without bounds it is `inf`. */
export function temperatureField(key: string): Field<number> {
  const finite = real(key, 0, 1e6);
  return {
    key,
    write: (T) => (T === Infinity ? 'inf' : finite.write(T)),
    read: (text) => (text === 'inf' ? Infinity : finite.read(text)),
  };
}
