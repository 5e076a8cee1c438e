import { binOf, sizeOf, widthOf, type Ranked } from './ranked.ts';

/** x is a rank from 1, or a number of tokens. */
export type Point = readonly [x: number, y: number];

/** Whole ranks from 1 to `count`, evenly apart in log rank. Example: logRanks(100, 3) → [1, 10, 100] */
export function logRanks(count: number, points: number): number[] {
  if (count < 1) return [];
  const ranks = new Set<number>();
  const steps = Math.max(points - 1, 1);
  for (let i = 0; i <= steps; i++) ranks.add(Math.round(count ** (i / steps)));
  return [...ranks].sort((a, b) => a - b);
}

/** Bins, not more than so many, evenly apart in log rank. */
function someBins(all: Ranked, points: number): number[] {
  const { length } = all.ends;
  if (length <= points) return Array.from({ length }, (_, bin) => bin);
  return [...new Set(logRanks(sizeOf(all), points).map((rank) => binOf(all, rank)))];
}

/** Rank against probability, about `points` points; a bin stands at its middle rank on a log axis. */
export function rankPoints(all: Ranked, points = 160): Point[] {
  return someBins(all, points).map((bin) => {
    const end = all.ends[bin] ?? 1;
    const start = end - widthOf(all.ends, bin) + 1;
    return [Math.sqrt(start * end), Math.exp(all.logprobs[bin] ?? NaN)];
  });
}

/** How many tokens against what they hold together. */
export function sumPoints(all: Ranked, points = 160): Point[] {
  return someBins(all, points).map((bin) => [all.ends[bin] ?? 1, all.sums[bin] ?? NaN]);
}
