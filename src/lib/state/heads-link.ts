/** The attention lab in the part of the address after #: what a reader can send to another. */
import { SCORES, type ScoreName } from '../heads/index.ts';

/** A head by its layer and its place in it. */
export interface HeadAt {
  readonly layer: number;
  readonly head: number;
}

export interface HeadsLink {
  readonly text: string;
  /** The second text, to compare with; null for none. */
  readonly other: string | null;
  readonly open: HeadAt;
  readonly query: number | null;
  readonly key: number | null;
  readonly pins: readonly HeadAt[];
  readonly score: ScoreName;
}

/** Longer texts are put in no link, and read from none. */
export const LONGEST = 20_000;
export const MOST_PINS = 12;
const VERSION = 'heads1?';

/** Example: nameOf({ layer: 5, head: 1 }) → '5.1' */
export const nameOf = ({ layer, head }: HeadAt): string => `${String(layer)}.${String(head)}`;

/** Whether a fragment means to be such a link, whole or damaged. */
export const isHeadsLink = (hash: string): boolean => /^#?heads\d*\?/.test(hash);

/** Example: writeHeadsLink(…) → 'heads1?p=a+b&o=5.1&s=induction&q=4&k=2&i=5.1_6.9' */
export function writeHeadsLink(link: HeadsLink): string {
  const query = new URLSearchParams({
    p: link.text.slice(0, LONGEST),
    ...(link.other === null ? {} : { b: link.other.slice(0, LONGEST) }),
    o: nameOf(link.open),
    s: link.score,
    ...(link.query === null ? {} : { q: String(link.query) }),
    ...(link.key === null ? {} : { k: String(link.key) }),
    ...(link.pins.length === 0 ? {} : { i: link.pins.map(nameOf).join('_') }),
  });
  return VERSION + query.toString();
}

/** Reads a link, with or without its #. Never throws; null for one that makes no sense. */
export function readHeadsLink(hash: string): HeadsLink | null {
  const plain = hash.replace(/^#/, '');
  if (!plain.startsWith(VERSION)) return null;
  const query = new URLSearchParams(plain.slice(VERSION.length));
  const text = query.get('p');
  const other = query.get('b');
  const open = readHead(query.get('o') ?? '');
  const score = SCORES.find((name) => name === query.get('s'));
  const [at, to] = [readIndex(query.get('q')), readIndex(query.get('k'))];
  const names = query.get('i');
  const pins = (names?.split('_') ?? []).map(readHead).filter((pin) => pin !== null);
  if (text === null || text.length > LONGEST || (other?.length ?? 0) > LONGEST) return null;
  if (open === null || score === undefined || at === undefined || to === undefined) return null;
  if (names !== null && pins.length !== names.split('_').length) return null;
  return { text, other, open, score, query: at, key: to, pins: pins.slice(0, MOST_PINS) };
}

function readHead(name: string): HeadAt | null {
  const [, layer, head] = /^(\d{1,3})\.(\d{1,3})$/.exec(name) ?? [];
  return layer === undefined ? null : { layer: Number(layer), head: Number(head) };
}

/** A place in the text; null: none is named; undefined: what is there is none. */
function readIndex(text: string | null): number | null | undefined {
  if (text === null) return null;
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
