import { visibleText } from '#components/charts/spaces.ts';
import { tc } from '#lib/i18n/homeCaseWords.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { lastRow, type HomeView } from '#lib/state/home-run.ts';

/** A sentence for what a head does with the token read last. */
export function sayHead(
  lang: Lang,
  { heads, tokens }: HomeView,
  layer: number,
  head: number,
): string {
  const weights = lastRow(heads[layer]?.[head] ?? 'z');
  const from = weights.length - 1;
  const to = weights.indexOf(Math.max(...weights));
  const name = (at: number): string => visibleText((tokens[at] ?? '').trim() || (tokens[at] ?? ''));
  const key = to === from ? 'self' : to === 0 ? 'begin' : 'says';
  return tc(lang, `case.head.${key}`, { layer, head, from: name(from), to: name(to) });
}
