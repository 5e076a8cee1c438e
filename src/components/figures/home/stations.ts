import type { StageValues } from '#lib/state/stages.ts';

/** Cells of one depth of colour, as one path. */
export interface Cells {
  readonly level: number;
  readonly d: string;
}

/**
 * Lengths of vectors, a column for each station and a row for each token, as few paths. The colour
 * follows the logarithm between the least and the greatest length.
 */
export function stationCells(stages: readonly StageValues[]): Cells[] {
  const logs = stages.map(({ norms }) => norms.map((norm) => Math.log(norm)));
  const [least, most] = [Math.min(...logs.flat()), Math.max(...logs.flat())];
  const paths = new Map<number, string>();
  logs.forEach((column, x) => {
    column.forEach((log, y) => {
      const level = Math.round((8 * (log - least)) / (most - least));
      paths.set(level, `${paths.get(level) ?? ''}M${String(x)} ${String(y)}h1v1h-1z`);
    });
  });
  return [...paths].map(([level, d]) => ({ level, d }));
}
