/** What the picture of the toy says: each word's outputs before and after, and how far they differ. */
import { toyAttention, type ToyOptions } from '#lib/toy/attention.ts';

export interface ToyRow {
  readonly word: string;
  /** Its place in the old order and in the new one, from 0. */
  readonly from: number;
  readonly to: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** The largest difference of its numbers. */
  readonly difference: number;
}

export interface ToyPicture {
  /** In the new order. */
  readonly rows: readonly ToyRow[];
  readonly largest: number;
  /** `rounding`: so small that only the order of sums can be the cause. */
  readonly verdict: 'unmoved' | 'exact' | 'rounding' | 'changed';
}

/** Differences up to this, of numbers below 2, come from rounding: a few units in the last place. */
const ROUNDING = 1e-14;

export function toyPicture(
  words: readonly string[],
  order: readonly number[],
  options: ToyOptions,
): ToyPicture {
  const before = toyAttention(words, options);
  const after = toyAttention(
    order.map((from) => words[from] ?? ''),
    options,
  );
  const rows = order.map((from, to) => {
    const [old, now] = [before[from] ?? [], after[to] ?? []];
    const difference = Math.max(...now.map((y, i) => Math.abs(y - (old[i] ?? NaN))));
    return { word: words[from] ?? '', from, to, before: old, after: now, difference };
  });
  const largest = Math.max(0, ...rows.map((row) => row.difference));
  const still = order.every((from, to) => from === to);
  const verdict = still
    ? 'unmoved'
    : largest === 0
      ? 'exact'
      : largest < ROUNDING
        ? 'rounding'
        : 'changed';
  return { rows, largest, verdict };
}

/** 2.220446049250313e-16 → '2.2 × 10⁻¹⁶', 0.0123 → '0.012' */
export function writeDifference(x: number): string {
  if (x >= 1e-3 || x === 0) return x === 0 ? '0' : x.toPrecision(2);
  const [digits = '', power = ''] = x.toExponential(1).split('e-');
  return `${digits} × 10⁻${[...power].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? '').join('')}`;
}
