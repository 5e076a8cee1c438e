/**
 * The outer form of a link's state: `v2?p=a+b&causal-lab.e=…`. What belongs to the page stands by its
 * key, what belongs to a figure by the figure's id, a dot, and the key.
 */

/** What a page or a figure has in a link: short keys and their values as they are written. */
export type Part = ReadonlyMap<string, string>;
/** All parts of a link by their ids; the page's own is `''`. */
export type Parts = ReadonlyMap<string, Part>;

/** The id of the part that is the page's own. */
export const PAGE = '';

export const PLAIN = 'v2?';
export const PACKED = 'v2z.';
export const LIMITS = {
  /** Characters of a link that are read at all. */
  link: 1_000_000,
  /** Characters of a compressed link. */
  packed: 300_000,
  /** Bytes that a compressed link may grow to. */
  bytes: 1_000_000,
  parts: 64,
  keys: 40,
} as const;

const ID = /^[a-z][a-z0-9-]{0,59}$/;
const KEY = /^[a-zA-Z][a-zA-Z0-9]{0,19}$/;

/** Whether a name can be the id of a part. */
export const isPartId = (id: string): boolean => id === PAGE || ID.test(id);

/** Writes parts in the plain form. Example: [['', { p: 'a b' }]] → 'v2?p=a+b' */
export function writeParts(parts: Parts): string {
  const query = new URLSearchParams();
  for (const [id, part] of parts) {
    for (const [key, value] of part) query.append(id === PAGE ? key : `${id}.${key}`, value);
  }
  // These four are safe in a fragment, and easier on the eye.
  const text = query
    .toString()
    .replace(/%(2C|3A|2F|40)/g, (escaped) => decodeURIComponent(escaped));
  return PLAIN + text;
}

/** What was read, and the names of what was not. */
export interface ReadParts {
  readonly parts: Parts;
  readonly left: readonly string[];
}

/** Reads what stands after `v2?`. Never throws; of a key that comes twice the first counts. */
export function readParts(text: string): ReadParts {
  const parts = new Map<string, Map<string, string>>();
  const left: string[] = [];
  for (const [name, value] of new URLSearchParams(text)) {
    const dot = name.indexOf('.');
    const [id, key] = dot < 0 ? [PAGE, name] : [name.slice(0, dot), name.slice(dot + 1)];
    const part = parts.get(id) ?? new Map<string, string>();
    const room = (parts.has(id) || parts.size < LIMITS.parts) && part.size < LIMITS.keys;
    const known = KEY.test(key) && (dot < 0 || ID.test(id)) && !part.has(key);
    if (room && known) parts.set(id, part.set(key, value));
    else if (left.length < LIMITS.keys) left.push(name.slice(0, LIMITS.keys));
  }
  return { parts, left };
}
