import type { Line } from '#components/charts/linePlot.ts';
import { fitPolynomial, timeReading, valueOf } from '#lib/cost/index.ts';
import type { Fit, Point } from '#lib/cost/index.ts';
import type { Engine } from '#lib/model/api.ts';

/** Milliseconds at one length: of reading it at once, and of one token after it. */
export interface Measured {
  readonly length: number;
  readonly read: number;
  readonly write: number;
}

/**
 * Each length is read so often, and so many tokens are written after it. The fastest counts: whatever
 * else a machine does can only make a run slower.
 */
export const TIMES = 5;

/** Lengths from a few tokens to `longest`, evenly apart, so that the curve has points everywhere. */
export function lengthsTo(longest: number, count = 9): number[] {
  const first = Math.min(8, longest);
  const step = (longest - first) / (count - 1);
  return [...new Set(Array.from({ length: count }, (_, i) => Math.round(first + i * step)))];
}

/** Reads the first `length` tokens several times, then writes on after them, with the cache. */
export async function measure(
  engine: Engine,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Measured> {
  const read = Math.min(...(await timeReading(engine, ids, TIMES, signal)));
  const steps: number[] = [];
  await engine.generate(
    ids,
    { strategy: 'greedy', maxNewTokens: TIMES + 1, stopAtEnd: false },
    ({ ms }) => {
      steps.push(ms);
    },
    signal,
  );
  signal.throwIfAborted();
  // The first step reads the text itself.
  return { length: ids.length, read, write: Math.min(...steps.slice(1)) };
}

/** The same text over and over: what is read does not matter for the time it takes. */
export function repeated(ids: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, i) => ids[i % ids.length] ?? 0);
}

export const fits = (points: readonly Point[]): { quadratic: Fit | null; linear: Fit | null } => ({
  quadratic: fitPolynomial(points, 2),
  linear: fitPolynomial(points, 1),
});

/** A fitted curve from one length to another. */
export function curve(
  name: string,
  colour: Line['colour'],
  fit: Fit | null,
  [from, to]: readonly [number, number],
): Line[] {
  if (fit === null) return [];
  const points = Array.from({ length: 41 }, (_, i) => {
    const x = from + ((to - from) * i) / 40;
    return [x, valueOf(fit.coefficients, x)] as const;
  });
  return [{ name, colour, points, dashed: true }];
}
