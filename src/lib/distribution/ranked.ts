/**
 * The probabilities of a whole vocabulary, from the likeliest token down.
 *
 * Ranks may be put together in bins: one for each of the first, ever wider ones further on. Then
 * 50,257 probabilities are some hundred numbers, and what is said of them is exact where the bins hold
 * one rank each, and at every bin's end.
 */
export interface Ranked {
  /** The last rank of each bin, from 1; 1, 2, 3, … where nothing was put together. */
  readonly ends: ArrayLike<number>;
  /** ln P of each bin's tokens: of their mean probability. */
  readonly logprobs: Float64Array;
  /** What all ranks up to each bin's end hold together, from above 0 to 1. */
  readonly sums: Float64Array;
}

/** Logits [V] → every rank by itself. One sort over V; RangeError where no distribution comes of them. */
export function ranked(logits: Float32Array): Ranked {
  const sorted = Float64Array.from(logits).sort().reverse(); // NaN, sorted last, comes first
  const largest = sorted[0] ?? NaN;
  if (!Number.isFinite(largest)) throw new RangeError(`no distribution: ${String(largest)}`);
  return fromBins(sorted, wholeNumbers(sorted.length));
}

/** ln of each bin's mean probability, up to a common summand, and the bins' ends → the distribution. */
export function fromBins(logs: ArrayLike<number>, ends: ArrayLike<number>): Ranked {
  const largest = logs[0] ?? NaN;
  const sums = new Float64Array(logs.length);
  let total = 0;
  for (let bin = 0; bin < logs.length; bin++) {
    total += Math.exp((logs[bin] ?? NaN) - largest) * widthOf(ends, bin);
    sums[bin] = total;
  }
  const normalizer = Math.log(total);
  const logprobs = Float64Array.from(logs, (log) => log - largest - normalizer);
  return { ends, logprobs, sums: sums.map((sum) => sum / total) };
}

/**
 * The same in bins: the first `alone` ranks stay alone, `bins` bins of equal ratios hold the others.
 * Each bin's probability is the mean of its ranks, so that sums up to its end stay what they are.
 */
export function thinned(all: Ranked, ends: readonly number[]): Ranked {
  const logs = ends.map((end, bin) => {
    const start = ends[bin - 1] ?? 0;
    const mass = massUpTo(all, end) - massUpTo(all, start);
    // A mass too small to be seen in the sum is told by its middle rank.
    return mass > 1e-9
      ? Math.log(mass / (end - start))
      : (all.logprobs[binOf(all, Math.ceil((start + end + 1) / 2))] ?? NaN);
  });
  return fromBins(logs, ends);
}

/** Ends of bins for V ranks: 1, 2, … `alone`, then about `bins` more, evenly apart in log rank. */
export function binEnds(V: number, alone: number, bins: number): number[] {
  const first = Array.from({ length: Math.min(alone, V) }, (_, i) => i + 1);
  const further = Array.from({ length: bins }, (_, i) =>
    Math.round(alone * (V / alone) ** ((i + 1) / bins)),
  );
  return [...first, ...further.filter((end, i) => end > (further[i - 1] ?? alone) && end <= V)];
}

/** How many tokens there are. */
export const sizeOf = ({ ends }: Ranked): number => ends[ends.length - 1] ?? 0;

/** How many ranks a bin holds. */
export const widthOf = (ends: ArrayLike<number>, bin: number): number =>
  (ends[bin] ?? 0) - (ends[bin - 1] ?? 0);

/** The bin that holds a rank, the last one for ranks beyond. */
export function binOf({ ends }: Ranked, rank: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True where a number of tokens is told exactly: at the end of a bin. */
export const isExact = (all: Ranked, rank: number): boolean =>
  rank === 0 || all.ends[binOf(all, rank)] === rank;

/** What the k likeliest tokens hold together. */
export function massUpTo(all: Ranked, k: number): number {
  if (k <= 0) return 0;
  const bin = binOf(all, k);
  const start = all.ends[bin - 1] ?? 0;
  const before = all.sums[bin - 1] ?? 0;
  const after = all.sums[bin] ?? 0;
  return before + (after - before) * Math.min((k - start) / widthOf(all.ends, bin), 1);
}

const wholeNumbers = (length: number): Uint32Array => Uint32Array.from({ length }, (_, i) => i + 1);
