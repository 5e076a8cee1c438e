/** Under which circumstances a column's texts come about, and those that are there already: stored, or in a file. */
import type { FileColumn } from '../run-files/decoding.ts';
import type { LabColumn, Origin } from './column.svelte.ts';
import { storedText, textKey, type LabText } from './prompt.ts';
import { readNumber, settingsOf } from './settings.ts';
import { storedNames, storedTree, unpackRun, type StoredLab } from './stored.ts';

/** The origin of what a column writes now. */
export const originOf = (
  text: LabText,
  { settings }: Pick<LabColumn, 'settings'>,
  { by, promptIds, names, stored }: Pick<Origin, 'by' | 'promptIds' | 'names' | 'stored'>,
): Origin => ({
  ...{ by, promptIds, names, stored },
  ...{ seed: readNumber(text.seed), count: readNumber(text.count) },
  key: textKey(text, settings, by),
});

/** Puts in what is stored for exactly this text and these settings, if anything is. */
export function fillStored(column: LabColumn, text: LabText, stored: StoredLab): void {
  const key = textKey(text, column.settings, null);
  const same = stored.columns.find(
    ({ config }) => key === textKey(storedText(stored), settingsOf(config), null),
  );
  if (!same || column.planned !== null) return;
  const { promptIds } = stored;
  column.tree = storedTree(same);
  const names = storedNames(stored);
  column.origin = originOf(text, column, { by: null, promptIds, names, stored: true });
  if (same.runs.length === 0) return;
  column.spread = { runs: same.runs.map(unpackRun), selfBleu: same.selfBleu };
  column.spreadKey = key;
}

/** Puts in what a file has for a column, exactly as it was saved. */
export function fillFromFile(
  column: LabColumn,
  text: LabText,
  { tree, promptIds, spread }: FileColumn,
  { by, names }: Pick<Origin, 'by' | 'names'>,
): void {
  column.planned = null;
  column.tree = tree;
  const empty = tree.branches.length === 0;
  column.origin = empty ? null : originOf(text, column, { by, promptIds, names, stored: true });
  column.spread = spread;
  column.spreadKey = spread === null ? '' : textKey(text, column.settings, by);
}
