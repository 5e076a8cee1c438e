import type { LevelOptions } from '#components/charts/level.ts';
import type { LabColumn } from '#lib/state/decoding-lab/column.svelte.ts';

/** A token of the text that a column shows. */
export interface Place {
  readonly column: LabColumn;
  readonly at: number;
}

/** How a probability becomes a colour. */
export const LEVEL: LevelOptions = { scale: 'log', min: 1e-4, max: 1, floor: 1e-4 };
