/** Checks of values that came from a file: each gives the value, or throws with the place that is wrong. */

/** Says where in a file something makes no sense, e.g. `run.ids[3]`. */
export class WrongPlace extends Error {
  override readonly name = 'WrongPlace';
  readonly where: string;
  constructor(where: string) {
    super(`makes no sense: ${where}`);
    this.where = where;
  }
}

export type Check<T> = (value: unknown, where: string) => T;

/** A finite number from `least` to `most`. */
export const aNumber =
  (least = -Number.MAX_VALUE, most = Number.MAX_VALUE): Check<number> =>
  (value, where) => {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw new WrongPlace(where);
  };

/** A whole number from `least` to `most`. */
export const aWhole =
  (least: number, most: number): Check<number> =>
  (value, where) => {
    if (Number.isInteger(value)) return aNumber(least, most)(value, where);
    throw new WrongPlace(where);
  };

/** A text of at most so many UTF-16 units. */
export const aText =
  (most: number): Check<string> =>
  (value, where) => {
    if (typeof value === 'string' && value.length <= most) return value;
    throw new WrongPlace(where);
  };

export const aFlag: Check<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value;
  throw new WrongPlace(where);
};

export const oneOf =
  <const T>(values: readonly T[]): Check<T> =>
  (value, where) => {
    const found = values.find((one) => one === value);
    if (found !== undefined) return found;
    throw new WrongPlace(where);
  };

export const orNull =
  <T>(of: Check<T>): Check<T | null> =>
  (value, where) =>
    value === null ? null : of(value, where);

/** A list of `least` to `most` values of a kind. */
export const aList =
  <T>(of: Check<T>, least: number, most: number): Check<readonly T[]> =>
  (value, where) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      throw new WrongPlace(where);
    return value.map((one, i) => of(one, `${where}[${i}]`));
  };

/** An object with the fields that are named; others are left out. */
export const aRecord =
  <T>(fields: { readonly [K in keyof T]: Check<T[K]> }): Check<T> =>
  (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new WrongPlace(where);
    const found = value as Record<string, unknown>;
    const entries = Object.entries<Check<unknown>>(fields).map(([name, check]) => [
      name,
      check(Object.hasOwn(found, name) ? found[name] : undefined, `${where}.${name}`),
    ]);
    return Object.fromEntries(entries) as T;
  };

/** An object of any names, as many as `most`. */
export const aTable =
  <T>(of: Check<T>, most: number): Check<Readonly<Record<string, T>>> =>
  (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new WrongPlace(where);
    const entries = Object.entries(value);
    if (entries.length > most) throw new WrongPlace(where);
    return Object.fromEntries(
      entries.map(([name, one]) => [name, of(one, `${where}.${name.slice(0, 40)}`)]),
    );
  };
