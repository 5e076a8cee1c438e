import type { WarperName } from '#lib/strategies/index.ts';

/** A warper that the reader may use. */
export interface Chosen {
  readonly name: WarperName;
  readonly value: number;
  readonly used: boolean;
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
}

/** What the sliders of each warper reach. */
export const RANGES: Readonly<Record<WarperName, Range>> = {
  temperature: { min: 0.1, max: 3, step: 0.1, digits: 1 },
  topK: { min: 1, max: 60, step: 1, digits: 0 },
  topP: { min: 0.05, max: 0.99, step: 0.01, digits: 2 },
  minP: { min: 0.01, max: 0.9, step: 0.01, digits: 2 },
  typicalP: { min: 0.05, max: 0.99, step: 0.01, digits: 2 },
  epsilonCutoff: { min: 0.001, max: 0.1, step: 0.001, digits: 3 },
  etaCutoff: { min: 0.001, max: 0.1, step: 0.001, digits: 3 },
};
