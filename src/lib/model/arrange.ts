/** Which text of a batch lies in which row of the cache, so that few keys and values are moved. */
import type { Move } from './runtime/runner.ts';

export interface Arrangement {
  /** The row of each new text. */
  readonly rows: readonly number[];
  /** What to copy before, in any order: no row is both read and written. */
  readonly moves: readonly Move[];
}

/**
 * `sources[i]` is the row that text i continues, among as many rows as there are texts. The first to
 * continue a row takes it over; the others are copied to rows that nobody continues.
 * Example: arrange([0, 0, 2]) → rows [0, 1, 2], moves [{ from: 0, to: 1 }]
 */
export function arrange(sources: readonly number[]): Arrangement {
  const continued = new Set(sources);
  const free = sources.map((_, row) => row).filter((row) => !continued.has(row));
  const taken = new Set<number>();
  const moves: Move[] = [];
  const rows = sources.map((from) => {
    if (!taken.has(from)) {
      taken.add(from);
      return from;
    }
    const to = free.shift() ?? from;
    moves.push({ from, to });
    return to;
  });
  return { rows, moves };
}
