import type { LevelOptions } from '#components/charts/level.ts';
import { visibleText } from '#components/charts/spaces.ts';
import type { StoredBlock, StoredLensCell } from '#lib/block/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { LensCell, Writers } from '#lib/lens/index.ts';
import type { FigureData } from '../frame/figure.ts';

/** What the figure shows of a sentence. */
export interface LensResult {
  /** [L + 1][T] */
  readonly cells: readonly (readonly StoredLensCell[])[];
  /** The followed token as it was typed and cut; null: what the last layer says. */
  readonly followed: { readonly id: number; readonly text: string } | null;
  readonly vocabulary: number;
}

/** What a colour can stand for. */
export const MEASURES = ['top', 'target', 'rank', 'entropy', 'kl'] as const;
export type Measure = (typeof MEASURES)[number];

export function measureOf(cell: StoredLensCell, measure: Measure): number {
  if (measure === 'top') return cell.top[0]?.p ?? 0;
  if (measure === 'target') return cell.target.p;
  return measure === 'rank' ? cell.target.rank : cell[measure];
}

/** The colour scale of a measure. Ranks are on a logarithmic scale, the first the lightest. */
export function levelOf(measure: Measure, { cells, vocabulary }: LensResult): LevelOptions {
  switch (measure) {
    case 'top':
    case 'target':
      return { scale: 'linear' };
    case 'rank':
      return { scale: 'log', floor: 1, max: vocabulary };
    case 'entropy':
      return { scale: 'linear', max: Math.ceil(Math.log(vocabulary)) };
    case 'kl': {
      const largest = Math.max(...cells.flatMap((row) => row.map(({ kl }) => kl)), 1);
      return { scale: 'linear', max: Math.ceil(largest) };
    }
  }
}

/** Cells with the text of their tokens. */
export function nameCells(
  cells: readonly (readonly LensCell[])[],
  token: (id: number) => string,
): StoredLensCell[][] {
  return cells.map((row) =>
    row.map((cell) => ({
      ...cell,
      top: cell.top.map((guess) => ({ ...guess, text: token(guess.id) })),
      target: { ...cell.target, text: token(cell.target.id) },
    })),
  );
}

export function storedLens(stored: StoredBlock): { result: LensResult; writers: Writers } {
  const { cells, writers } = stored.lens;
  return { result: { cells, followed: null, vocabulary: stored.config.vocab_size }, writers };
}

/** Every cell a line. */
export function lensTable(
  lang: Lang,
  cells: LensResult['cells'],
  rows: readonly string[],
  tokens: readonly string[],
): FigureData {
  const facts = ['layer', 'place', 'token', 'guess', 'p'] as const;
  const followed = ['target', 'targetP', 'rank', 'entropy', 'kl'] as const;
  return {
    columns: [...facts, ...followed].map((key) => ({ key, label: t(lang, `lens.column.${key}`) })),
    rows: cells.flatMap((row, i) =>
      row.map(({ top, target, entropy, kl }, at) => [
        ...[rows[i] ?? '', at, tokens[at] ?? '', visibleText(top[0]?.text ?? ''), top[0]?.p ?? 0],
        ...[visibleText(target.text), target.p, target.rank, entropy, kl],
      ]),
    ),
  };
}
