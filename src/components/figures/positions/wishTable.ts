import gpt2 from '#lib/embedded/gpt2-positions.json' with { type: 'json' };
import teaching from '#lib/embedded/teaching-positions.json' with { type: 'json' };
import {
  alibiEncoding,
  alibiSlopes,
  distanceVerdict,
  explainedByDistance,
  firstMissing,
  lengthVerdict,
  nearestPair,
  noEncoding,
  ropeEncoding,
  sinusoidEncoding,
  uniqueVerdict,
  type Encoding,
  type Verdict,
} from '#lib/positions/index.ts';

/** One scheme against the three wishes: what was measured, and how it is judged. */
export interface WishRow {
  readonly scheme: 'none' | 'sinusoid' | 'gpt2' | 'teaching' | 'rope' | 'alibi';
  /** Over how many positions the first two were measured. */
  readonly count: number;
  readonly nearest: number;
  readonly pair: readonly [number, number];
  readonly unique: Verdict;
  readonly explained: number;
  readonly distance: Verdict;
  readonly missing: number | null;
  readonly length: Verdict;
}

/** The positions that the third wish asks for. */
export const ASKED: readonly number[] = [0, 100, 255, 256, 1023, 1024, 100_000, 1_000_000];
/** ALiBi's steepest slope of eight heads. */
export const SLOPE = alibiSlopes(8)[0] ?? NaN;

/**
 * Measures each formula on the first `count` positions in d dimensions. Learned tables have been
 * measured whole, when they were stored; which positions they lack is seen here.
 */
export function wishTable(count: number, d: number): WishRow[] {
  return [
    measured('none', noEncoding, count),
    measured('sinusoid', sinusoidEncoding(d), count),
    learned('gpt2', gpt2),
    learned('teaching', teaching),
    measured('rope', ropeEncoding(d), count),
    measured('alibi', alibiEncoding(SLOPE), count),
  ];
}

function measured(scheme: WishRow['scheme'], encoding: Encoding, count: number): WishRow {
  const { distance, pair } = nearestPair(encoding, count);
  const explained = explainedByDistance(encoding, count);
  const missing = firstMissing(encoding, ASKED);
  return judged({ scheme, count, nearest: distance, pair, explained, missing });
}

function learned(scheme: WishRow['scheme'], stored: typeof gpt2): WishRow {
  const { rows, norms, wishes } = stored;
  const [m = NaN, n = NaN] = wishes.nearest.pair;
  const there: Encoding = {
    at: (pos) => norms.slice(pos, pos + 1),
    between: () => NaN,
  };
  return judged({
    ...{ scheme, count: rows, nearest: wishes.nearest.distance, pair: [m, n] },
    ...{ explained: wishes.explained, missing: firstMissing(there, ASKED) },
  });
}

function judged(row: Omit<WishRow, 'unique' | 'distance' | 'length'>): WishRow {
  return {
    ...row,
    unique: uniqueVerdict(row.nearest),
    distance: distanceVerdict(row.explained),
    length: lengthVerdict(row.missing),
  };
}
