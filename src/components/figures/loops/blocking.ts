import { distinct, repeated } from '#lib/diversity/index.ts';
import type { JudgedText } from '#lib/state/greedy-text.ts';

/** A text that was written without n tokens in a row twice; n = 0 without a ban. */
export interface Blocked extends JudgedText {
  readonly n: number;
}

/** What is measured of the written tokens of a text. */
export interface BlockedMeasures {
  /** Mean ln P. */
  readonly mean: number;
  /** distinct-1, -2, -3. */
  readonly distinct: readonly number[];
  /** Repeated 4-grams. */
  readonly repeated: number;
  /** Σ ln P after each written token. */
  readonly sums: readonly number[];
  /** Different 2-grams after each written token. */
  readonly pairs: readonly number[];
}

export function measure({ ids, logprobs, promptLength }: Blocked): BlockedMeasures {
  const written = ids.slice(promptLength);
  let sum = 0;
  const sums = logprobs.slice(promptLength).map((logprob) => (sum += logprob));
  const seen = new Set<string>();
  const pairs = written.map((id, i) => {
    if (i > 0) seen.add(`${String(written[i - 1])} ${String(id)}`);
    return seen.size;
  });
  return {
    mean: sum / written.length,
    distinct: [1, 2, 3].map((n) => distinct([written], n) ?? NaN),
    repeated: repeated(written, 4).repeated,
    ...{ sums, pairs },
  };
}

/** The first place, among the written tokens from 1, at which two texts differ; null for none. */
export function firstDifference(a: Blocked, b: Blocked): number | null {
  const at = a.ids.findIndex((id, i) => id !== b.ids[i]);
  return at < 0 ? null : at - a.promptLength + 1;
}
