/**
 * The whole lab in the part of the address after #: text, seed, length, every column's settings as they
 * were typed, and the branches. Texts are not in it: the model writes them again.
 */
import { checkSetting } from '../../sampling/index.ts';
import type { PlannedBranch, PlannedTree } from './branches.ts';
import { MOST_COLUMNS } from './presets.ts';
import { FIELDS, type Drafts, type Settings } from './settings.ts';

export interface LabLink {
  readonly prompt: string;
  /** Whether `<|endoftext|>` is put before the text. */
  readonly begin: boolean;
  /** As it was typed. */
  readonly seed: string;
  readonly count: string;
  readonly columns: readonly { readonly settings: Settings; readonly tree: PlannedTree | null }[];
}

/** What was read, and whether anything of it made no sense and was left out. */
export interface ReadLink {
  readonly lab: LabLink | null;
  readonly damaged: boolean;
}

const VERSION = 'decoding1';
/** Longer texts are put in no link, and read from none. */
export const MAX_LINK_PROMPT = 20_000;
const MAX = { typed: 2000, banned: 2000, branches: 64, taken: 64, at: 1000 } as const;

/** Example: writeLabLink({ prompt: 'a b', … }) → 'decoding1?p=a+b&s=1&n=40&c=%7B%22d%22%3A…' */
export function writeLabLink({ prompt, begin, seed, count, columns }: LabLink): string {
  const query = new URLSearchParams({ p: prompt, ...(begin ? {} : { b: '0' }), s: seed, n: count });
  for (const { settings, tree } of columns) {
    const { drafts, kept } = settings;
    const column = {
      ...{ d: drafts },
      ...(Object.keys(kept).length === 0 ? {} : { k: kept }),
      ...(tree === null ? {} : { t: packTree(tree) }),
    };
    query.append('c', JSON.stringify(column));
  }
  return `${VERSION}?${query.toString()}`;
}

/** Reads a link, with or without its #. Never throws. An address that is no link gives no lab. */
export function readLabLink(hash: string): ReadLink {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(`${VERSION}?`)) return { lab: null, damaged: /^decoding\d*\?/.test(text) };
  const query = new URLSearchParams(text.slice(VERSION.length + 1));
  const prompt = query.get('p');
  const read = query.getAll('c').map(readColumn);
  const columns = read.flatMap(({ column }) => column ?? []).slice(0, MOST_COLUMNS);
  if (prompt === null || prompt.length > MAX_LINK_PROMPT || columns.length === 0)
    return { lab: null, damaged: true };
  const [seed, count] = [short(query.get('s')), short(query.get('n'))];
  const damaged =
    read.length > MOST_COLUMNS ||
    read.some((each) => each.damaged) ||
    seed === null ||
    count === null;
  const begin = query.get('b') !== '0';
  return { lab: { prompt, begin, seed: seed ?? '1', count: count ?? '40', columns }, damaged };
}

const short = (text: string | null): string | null =>
  text !== null && text.length <= 40 ? text : null;

interface ReadColumn {
  readonly column: LabLink['columns'][number] | null;
  readonly damaged: boolean;
}

function readColumn(text: string): ReadColumn {
  const value = parsed(text);
  if (!isRecord(value) || !isRecord(value['d'])) return { column: null, damaged: true };
  const drafts = readDrafts(value['d']);
  const kept = readKept(value['k'] ?? {});
  const tree = value['t'] === undefined ? null : readTree(value['t']);
  return {
    column: { settings: { drafts: drafts.drafts, kept: kept ?? {} }, tree },
    damaged: drafts.damaged || kept === null || (tree === null && value['t'] !== undefined),
  };
}

function readDrafts(value: Record<string, unknown>): { drafts: Drafts; damaged: boolean } {
  const drafts: Record<string, string> = {};
  let damaged = false;
  for (const [name, typed] of Object.entries(value)) {
    const known = FIELDS.some((field) => field === name);
    if (known && typeof typed === 'string' && typed.length <= MAX.typed) drafts[name] = typed;
    else damaged = true;
  }
  return { drafts, damaged };
}

function readKept(value: unknown): Settings['kept'] | null {
  if (!isRecord(value)) return null;
  const kept: Record<string, unknown> = {};
  for (const name of ['badWordsIds', 'eosTokenId', 'renormalizeLogits'] as const) {
    if (value[name] === undefined) continue;
    try {
      checkSetting(name, value[name]);
    } catch {
      return null;
    }
    kept[name] = value[name];
  }
  const { badWordsIds } = kept as Settings['kept'];
  return (badWordsIds?.flat().length ?? 0) > MAX.banned ? null : (kept as Settings['kept']);
}

const packTree = ({ roots, branches, shown }: PlannedTree): unknown => [
  ...[roots, shown],
  ...branches.map(({ parent, at, taken }) => [parent, at, ...taken]),
];

function readTree(value: unknown): PlannedTree | null {
  if (!Array.isArray(value)) return null;
  const [roots, shown, ...packed] = value as unknown[];
  if (!isWhole(roots, 1, 64) || packed.length > MAX.branches) return null;
  if (!isWhole(shown, 0, roots + packed.length - 1)) return null;
  const branches: PlannedBranch[] = [];
  for (const [i, branch] of packed.entries()) {
    if (!Array.isArray(branch)) return null;
    const [parent, at, ...taken] = branch as unknown[];
    if (!isWhole(parent, 0, roots + i - 1) || !isWhole(at, 0, MAX.at)) return null;
    if (taken.length === 0 || taken.length > MAX.taken) return null;
    if (!taken.every((id) => isWhole(id, 0, 2 ** 31))) return null;
    branches.push({ parent, at, taken });
  }
  return { roots, branches, shown };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
