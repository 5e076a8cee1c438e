/** The kinds of values that a link can hold: each knows how it is written, and reads nothing else. */

/** One value of a part. `read` gives undefined for what makes no sense; `write` null for what is too long. */
export interface Field<T> {
  /** Its short name in the link: letters and digits. */
  readonly key: string;
  readonly write: (value: T) => string | null;
  readonly read: (text: string) => T | undefined;
  /** Of a value that is made of many: false where `read` has left some of it out. */
  readonly isWhole?: (text: string) => boolean;
  /** What a link means that lacks it. A default is never changed: old links rely on it. */
  readonly byDefault?: { readonly value: T };
}

/** Longer texts are put in no link, and read from none. */
export const LONGEST_TEXT = 20_000;

/** Any text of up to `most` UTF-16 units; broken surrogates become U+FFFD. */
export const text = (key: string, most = LONGEST_TEXT): Field<string> => ({
  key,
  write: (value) => (value.length <= most ? value : null),
  read: (value) => (value.length <= most ? value : undefined),
});

/** A whole number from `least` to `most`. */
export const whole = (key: string, least: number, most: number): Field<number> => ({
  key,
  write: (value) => (isWhole(value, least, most) ? String(value) : null),
  read(value) {
    const n = /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
    return isWhole(n, least, most) ? n : undefined;
  },
});

/** A finite number from `least` to `most`. */
export const real = (key: string, least: number, most: number): Field<number> => {
  const fits = (n: number): boolean => Number.isFinite(n) && n >= least && n <= most;
  return {
    key,
    write: (value) => (fits(value) ? String(value) : null),
    read(value) {
      const n = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : NaN;
      return fits(n) ? n : undefined;
    },
  };
};

/** True or false, as 1 and 0. */
export const flag = (key: string): Field<boolean> => ({
  key,
  write: (value) => (value ? '1' : '0'),
  read: (value) => (value === '1' ? true : value === '0' ? false : undefined),
});

/** One of some names. */
export const choice = <const T extends string>(key: string, names: readonly T[]): Field<T> => ({
  key,
  write: (value) => (names.includes(value) ? value : null),
  read: (value) => names.find((name) => name === value),
});

/** One of some numbers. */
export const level = <const T extends number>(key: string, values: readonly T[]): Field<T> => ({
  key,
  write: (value) => (values.includes(value) ? String(value) : null),
  read: (value) => values.find((one) => String(one) === value),
});

/** A head by its layer and its place in it. */
export interface HeadAt {
  readonly layer: number;
  readonly head: number;
}

/** A head, as `5.1`: layer 5, head 1. */
export const headAt = (key: string): Field<HeadAt> => ({
  key,
  write: ({ layer, head }) => (fitsHead(layer, head) ? `${layer}.${head}` : null),
  read(value) {
    const [, layer, head] = /^(\d{1,3})\.(\d{1,3})$/.exec(value) ?? [];
    return layer === undefined ? undefined : { layer: Number(layer), head: Number(head) };
  },
});

/** Several of a kind, with `_` between them; one that makes no sense spoils the list. */
export const list = <T>(of: Field<T>, most: number): Field<readonly T[]> => ({
  key: of.key,
  write(values) {
    const written = values.map((value) => of.write(value));
    return values.length <= most && written.every((one) => one !== null && !one.includes('_'))
      ? written.join('_')
      : null;
  },
  read(value) {
    const parts = value === '' ? [] : value.split('_', most + 1);
    const values = parts.map((part) => of.read(part)).filter((one) => one !== undefined);
    return parts.length <= most && values.length === parts.length ? values : undefined;
  },
});

/** Anything else, as JSON; `check` gives the value where it is one, else undefined, and must not throw. */
export const json = <T>(
  key: string,
  check: (value: unknown) => T | undefined,
  most = LONGEST_TEXT,
): Field<T> => ({
  key,
  write(value) {
    const written = JSON.stringify(value);
    return written.length <= most ? written : null;
  },
  read(value) {
    if (value.length > most) return undefined;
    try {
      return check(JSON.parse(value));
    } catch {
      return undefined;
    }
  },
});

/** The same, and what a link means that lacks it; that value is not written. */
export const withDefault = <T, const D>(field: Field<T>, value: D): Field<T | D> => ({
  key: field.key,
  // The default itself never comes here.
  write: (x) => field.write(x as T),
  read: field.read,
  byDefault: { value },
});

const isWhole = (n: number, least: number, most: number): boolean =>
  Number.isInteger(n) && n >= least && n <= most;

const fitsHead = (layer: number, head: number): boolean =>
  isWhole(layer, 0, 999) && isWhole(head, 0, 999);
