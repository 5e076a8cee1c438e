import type { Cell } from '#components/charts/matrix.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';

/**
 * A cell of a map of attention in words: who looks at whom, and how much, as it is written; null where
 * the mask lies.
 */
export function attentionCell(
  lang: Lang,
  names: readonly string[],
  { row: i, col: j }: Cell,
  weight: string | null,
): string {
  const where = { from: names[i] ?? '', to: names[j] ?? '', i: i + 1, j: j + 1 };
  return weight === null
    ? t(lang, 'live.attention.masked', where)
    : t(lang, 'live.attention.cell', { ...where, weight });
}
