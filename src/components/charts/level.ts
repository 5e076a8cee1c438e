/** How a value becomes a level from 0 to 1 of a colour table, a bar or a background. */
export interface LevelOptions {
  readonly scale: 'linear' | 'log';
  readonly min?: number;
  readonly max?: number;
  /** The smallest value that a log scale still tells from nothing. */
  readonly floor?: number;
}

/** The smallest weight that the log scale shows, unless told otherwise. */
export const LOG_FLOOR = 1e-4;

/**
 * Returns value → level. Linear: min → 0, max → 1. Log: floor and everything below → 0, max → 1,
 * equal ratios apart by equal levels. What is no number gets 0.
 */
export function levelScale(options: LevelOptions): (value: number) => number {
  const max = options.max ?? 1;
  if (options.scale === 'linear') {
    const min = options.min ?? 0;
    const span = max - min || 1;
    return (value) => clamp((value - min) / span);
  }
  const floor = Math.min(options.floor ?? LOG_FLOOR, max / 10);
  const span = Math.log(max / floor);
  return (value) => (value > floor ? clamp(Math.log(value / floor) / span) : 0);
}

/** The values to write on a legend, least first. */
export function legendTicks(options: LevelOptions): number[] {
  const max = options.max ?? 1;
  if (options.scale === 'linear') {
    const min = options.min ?? 0;
    return [0, 0.25, 0.5, 0.75, 1].map((part) => min + part * (max - min));
  }
  const floor = Math.min(options.floor ?? LOG_FLOOR, max / 10);
  const ticks: number[] = [];
  for (let power = Math.ceil(Math.log10(floor)); 10 ** power <= max * 1.000001; power++) {
    ticks.push(10 ** power);
  }
  return ticks;
}

function clamp(level: number): number {
  return Math.min(Math.max(level || 0, 0), 1);
}
