import { visibleText } from '#components/charts/spaces.ts';
import type { Lap, Runner } from '#lib/cost/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { FigureData } from '../frame/figure.ts';

export const RUNNERS = ['cached', 'uncached'] as const satisfies readonly Runner[];

/** Tokens per second, from the start of the first to the end of the last. */
export function speedOf(laps: readonly Lap[]): number {
  const end = laps.at(-1)?.at ?? 0;
  return end > 0 ? (1000 * laps.length) / end : NaN;
}

/** What each token took: milliseconds once there are some, multiplications by formula until then. */
export function raceTable(
  lang: Lang,
  laps: Readonly<Record<Runner, readonly Lap[]>>,
  work: Readonly<Record<Runner, readonly number[]>>,
  words: readonly string[],
): FigureData {
  const raced = laps.cached.length > 0;
  const keys = raced
    ? (['n', 'text', 'cachedMs', 'uncachedMs'] as const)
    : (['n', 'text', 'cachedWork', 'uncachedWork'] as const);
  const steps = raced ? laps.cached.length : work.cached.length;
  return {
    columns: keys.map((key) => ({ key, label: t(lang, `cache.column.${key}`) })),
    rows: Array.from({ length: steps }, (_, n) => {
      const of = (runner: Runner): number | null =>
        (raced ? laps[runner][n]?.ms : work[runner][n]) ?? null;
      return [n + 1, raced ? visibleText(words[n] ?? '') : '', of('cached'), of('uncached')];
    }),
  };
}
