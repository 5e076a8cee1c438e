/** The lab's tables: what is read as a table, and saved as CSV and JSON. */
import { visibleText } from '#components/charts/spaces.ts';
import type { FigureData } from '#components/figures/frame/figure.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { alive, shownText, textOf } from '#lib/state/decoding-lab/branches.ts';
import type { DecodingLab } from '#lib/state/decoding-lab/lab.svelte.ts';
import { MEASURES, totalsOfTokens, type Totals } from '#lib/state/decoding-lab/totals.ts';
import { methodName, settingsLine } from './words.ts';

const TOKEN_COLUMNS = [
  'column',
  'strategy',
  'place',
  'token',
  'id',
  'p',
  'logprob',
  'rank',
  'entropy',
  'q',
  'kept',
  'mass',
] as const;

/** Every token of the texts that are shown; built only when it is asked for. */
export const tokenTable = (lang: Lang, lab: DecodingLab): FigureData => ({
  get columns() {
    return TOKEN_COLUMNS.map((key) => ({ key, label: t(lang, `decodingLab.data.${key}`) }));
  },
  get rows() {
    return lab.columns.flatMap((column, i) =>
      shownText(column.tree).map(({ id, seen }, place) => [
        ...[i + 1, `${methodName(lang, column)} ${settingsLine(column)}`.trim(), place + 1],
        ...[visibleText(column.origin?.names.tokenText(id) ?? ''), id],
        ...(seen === null
          ? [null, null, null, null, null, null, null]
          : [
              ...[Math.exp(seen.logprob), seen.logprob, seen.rank + 1, seen.entropy],
              ...[seen.q, seen.kept, seen.mass],
            ]),
      ]),
    );
  },
});

/** The totals of the texts that are shown, then those of each seed. */
export const totalTable = (lang: Lang, lab: DecodingLab): FigureData => ({
  get columns() {
    return [
      ...(['column', 'strategy', 'what'] as const).map((key) => ({
        key,
        label: t(lang, `decodingLab.data.${key}`),
      })),
      ...([...MEASURES, 'selfBleu'] as const).map((key) => ({
        key,
        label: t(lang, `decodingLab.total.${key}`),
      })),
    ];
  },
  get rows() {
    return lab.columns.flatMap((column, i) => {
      const head = [i + 1, `${methodName(lang, column)} ${settingsLine(column)}`.trim()];
      const row = (what: string, totals: Totals, selfBleu: number | null) => [
        ...[...head, what],
        ...MEASURES.map((name) => totals[name]),
        selfBleu,
      ];
      const tokens = shownText(column.tree);
      const { spread } = column;
      return [
        ...(tokens.length === 0
          ? []
          : [
              row(
                t(lang, 'decodingLab.data.shown'),
                totalsOfTokens(tokens),
                spread?.selfBleu ?? null,
              ),
            ]),
        ...(spread?.runs ?? []).map(({ seed, totals }) =>
          row(t(lang, 'decodingLab.data.seedN', { n: seed }), totals, null),
        ),
      ];
    });
  },
});

/** Everything that the lab holds, for the JSON file. */
export function wholeLab(lab: DecodingLab): unknown {
  return {
    link: lab.link(),
    columns: lab.columns.map((column) => ({
      config: column.usable?.config ?? null,
      prompt: column.origin?.promptIds ?? null,
      shown: column.tree.now.shown,
      branches: alive(column.tree).map(({ id, parent, at, stopped, score }) => ({
        ...{ id, parent, at, stopped, score },
        tokens: textOf(column.tree, id).map(({ id, taken, seen }) => ({ id, taken, ...seen })),
      })),
      selfBleu: column.spread?.selfBleu ?? null,
      seeds: column.spread?.runs ?? [],
    })),
  };
}
