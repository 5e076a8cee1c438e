import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';

/** Where a figure's numbers come from. */
export type Provenance =
  | {
      readonly kind: 'live';
      readonly model: string;
      readonly dtype: string;
      readonly backend: string;
    }
  | { readonly kind: 'stored'; readonly model: string; readonly command: string }
  /** From a file of the reader's, in which a run was kept. */
  | { readonly kind: 'file'; readonly model: string; readonly file: string }
  /** By an exact formula or algorithm, named in the reader's language; no model took part. */
  | { readonly kind: 'computed'; readonly by: string }
  /** Numbers that others published, e.g. `Radford et al. (2019), table 2`. */
  | { readonly kind: 'cited'; readonly source: string }
  | { readonly kind: 'schematic' };

export type Cell = string | number | null;

/** A figure's numbers as a table: what is shown, and saved as CSV and JSON. */
export interface FigureData {
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * One sentence that says where a figure's numbers come from.
 * Example: in English, live → 'Computed just now on your machine: teaching, fp32, wasm',
 * computed → 'Computed on this page by byte-pair encoding'
 */
export function describeProvenance(lang: Lang, provenance: Provenance): string {
  const { kind, ...vars } = provenance;
  return t(lang, `provenance.${kind}.long`, vars);
}
