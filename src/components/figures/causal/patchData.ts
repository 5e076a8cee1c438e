import { visibleText } from '#components/charts/spaces.ts';
import { PATCH_KINDS } from '#lib/causal/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { PatchShown } from '#lib/state/causal-patch.svelte.ts';
import type { FigureData } from '../frame/figure.ts';

/** What each patch brought back as a table: the grids that there are, cell by cell. */
export function patchData(lang: Lang, { grids, heads, corrupted }: PatchShown): FigureData {
  const { tokens } = corrupted;
  return {
    columns: (['kind', 'layer', 'place', 'recovered'] as const).map((key) => ({
      key,
      label: t(lang, `causal.column.${key}`),
    })),
    rows: PATCH_KINDS.flatMap((kind) => {
      const wide = kind === 'z' ? heads : tokens.length;
      return (grids[kind] ?? []).map((value, i) => {
        const col = i % wide;
        const place = kind === 'z' ? `H${col}` : `${col} ${visibleText(tokens[col] ?? '')}`;
        return [kind, Math.floor(i / wide), place, Number.isNaN(value) ? null : value];
      });
    }),
  };
}
