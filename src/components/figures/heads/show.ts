/** How the figures of heads put their state into words and tables. */
import { formatNumber, formatWeight } from '#components/charts/format.ts';
import type { LevelOptions } from '#components/charts/level.ts';
import { visibleText } from '#components/charts/spaces.ts';
import type { FigureData, Provenance } from '#components/figures/frame/figure.ts';
import type { Piece } from '#lib/bpe/index.ts';
import {
  isGpt2Small,
  publishedRole,
  SCORES,
  type HeadScores,
  type ScoreName,
} from '#lib/heads/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { HeadsRun } from '#lib/state/heads-run.ts';
import type { What } from './headMap.ts';

/** Where the numbers of a run come from. */
export const provenanceOf = (lang: Lang, { live, file }: HeadsRun): Provenance =>
  live ??
  (file && { kind: 'file', model: file.model, file: file.name }) ?? {
    kind: 'stored',
    model: t(lang, 'look.model'),
    command: 'npm run stored-heads',
  };

/** A name for each token: its text, or, for a part of a character, the character and which part. */
export const tokenNames = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ text, fragments }) =>
    fragments.map((_, i) =>
      fragments.length === 1
        ? visibleText(text)
        : `${visibleText(text)} ${String(i + 1)}/${String(fragments.length)}`,
    ),
  );

/** A score as it is written: shares as weights, bits and tokens with two decimals. */
export const formatScore = (name: ScoreName, value: number): string =>
  name === 'entropy' || name === 'distance' ? formatNumber(value, 3) : formatWeight(value);

/** The colours of a score: shares from 0 to 1, entropy and distance up to the largest there is. */
export function scoreLevel(name: ScoreName, scores: readonly HeadScores[] | null): LevelOptions {
  if (name !== 'entropy' && name !== 'distance') return { scale: 'linear' };
  const largest = Math.max(1, ...(scores ?? []).map((of) => of[name] || 0));
  return { scale: 'linear', max: Number(largest.toPrecision(2)) };
}

/** The published role of a head in words, where GPT-2 small itself is loaded. */
export function roleOf(lang: Lang, run: HeadsRun, layer: number, head: number): string {
  const role = isGpt2Small(run.repo, run.config) ? publishedRole(layer, head) : null;
  return role === null ? '' : t(lang, `heads.role.${role}`);
}

/** The columns of `mapRows`. */
export const mapColumns = (lang: Lang, what: What): FigureData['columns'] => [
  ...(['query', 'key', 'from', 'to'] as const).map((key) => ({
    key,
    label: t(lang, `heads.column.${key}`),
  })),
  { key: what, label: t(lang, `heads.what.${what}.legend`) },
];

/** All heads with all their scores. */
export function scoreTable(
  lang: Lang,
  run: HeadsRun,
  scores: readonly HeadScores[] | null,
): FigureData {
  const { n_head: H } = run.config;
  const columns = [
    ...(['layer', 'head', 'role'] as const).map((key) => ({
      key,
      label: t(lang, `heads.column.${key}`),
    })),
    ...SCORES.map((key) => ({ key, label: t(lang, `heads.score.${key}`) })),
  ];
  const rows = (scores ?? []).map((of, i) => {
    const [layer, head] = [Math.floor(i / H), i % H];
    const values = SCORES.map((name) => (Number.isNaN(of[name]) ? null : of[name]));
    return [layer, head, roleOf(lang, run, layer, head), ...values];
  });
  return { columns, rows };
}
