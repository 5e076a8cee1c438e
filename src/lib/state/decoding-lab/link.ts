/**
 * The whole lab in the part of the address after #: text, seed, length, every column's settings as they
 * were typed, and the branches. Texts are not in it: the model writes them again.
 */
import {
  flag,
  PAGE,
  text,
  withDefault,
  writePart,
  writeParts,
  type Field,
  type Schema,
} from '../../link/index.ts';
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

const MAX = {
  ...{ typed: 2000, banned: 2000, branches: 64, taken: 64, at: 1000 },
  ...{ columns: 100_000 },
} as const;

/** Columns as JSON: `d` what was typed, `k` what a file has set, `t` the branches. */
const columns: Field<LabLink['columns']> = {
  key: 'c',
  write(all) {
    const written = JSON.stringify(all.map(packColumn));
    return written.length <= MAX.columns && all.length <= MOST_COLUMNS ? written : null;
  },
  read(written) {
    const { columns } = readColumns(written);
    return columns.length === 0 ? undefined : columns;
  },
  isWhole: (written) => !readColumns(written).damaged,
};

/** What the decoding lab has in a link. Its keys are those of the first form, `decoding1`. */
export const decodingPage: Schema<LabLink> = {
  prompt: text('p'),
  begin: withDefault(flag('b'), true),
  seed: text('s', 40),
  count: text('n', 40),
  columns,
};

/** A fragment, without #, in the plain form. Example: { prompt: 'a b', … } → 'v2?p=a+b&s=1&n=40&c=…' */
export function writeLabLink(lab: Partial<LabLink>): string {
  return writeParts(new Map([[PAGE, writePart(decodingPage, lab).part]]));
}

const packColumn = ({ settings: { drafts, kept }, tree }: LabLink['columns'][number]): unknown => ({
  ...{ d: drafts },
  ...(Object.keys(kept).length === 0 ? {} : { k: kept }),
  ...(tree === null ? {} : { t: packTree(tree) }),
});

/** What makes sense of some columns, and whether something did not. */
function readColumns(written: string): { columns: LabLink['columns']; damaged: boolean } {
  const value = written.length <= MAX.columns ? parsed(written) : null;
  if (!Array.isArray(value)) return { columns: [], damaged: true };
  const read = value.slice(0, MOST_COLUMNS).map(readColumn);
  return {
    columns: read.flatMap(({ column }) => column ?? []),
    damaged: value.length > MOST_COLUMNS || read.some(({ damaged }) => damaged),
  };
}

interface ReadColumn {
  readonly column: LabLink['columns'][number] | null;
  readonly damaged: boolean;
}

function readColumn(value: unknown): ReadColumn {
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
