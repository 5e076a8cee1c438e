import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { LabShown } from '#lib/state/causal-lab.svelte.ts';
import type { FigureData } from '../frame/figure.ts';

/** The comparison as a table: probabilities of next tokens, then the loss of each token. */
export function labData(lang: Lang, shown: LabShown): FigureData {
  const { next, losses, asked } = shown;
  const what = { p: t(lang, 'causal.lab.p'), loss: t(lang, 'causal.lab.loss') };
  return {
    columns: (['what', 'token', 'original', 'edited'] as const).map((key) => ({
      key,
      label: t(lang, `causal.column.${key}`),
    })),
    rows: [
      ...next.map(({ text, original, edited }) => [what.p, text, original, edited]),
      ...losses.original.map((loss, i) => [
        ...[what.loss, asked.prompt.tokens[i + 1] ?? ''],
        ...[loss, losses.edited[i] ?? null],
      ]),
    ],
  };
}
