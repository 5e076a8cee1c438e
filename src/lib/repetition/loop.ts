/**
 * Where a text goes round in circles. A loop of period p is a stretch in which every token is the one
 * p places before it; it counts when it goes round at least twice. Found by comparing the text with
 * itself, shifted by p = 1, 2, 3, …: T² / 2 comparisons for T tokens.
 */

export interface Loop {
  /** Where the first round begins. */
  readonly start: number;
  /** Tokens of one round. */
  readonly period: number;
  /** Tokens of the stretch, the unfinished last round included. */
  readonly length: number;
}

/** Whole rounds of a loop. */
export const rounds = ({ length, period }: Loop): number => Math.floor(length / period);

/**
 * The longest loop of a text, of equals the one of the shortest period, then the earliest; null where
 * no stretch goes round `least` times (2 or more).
 * Example: findLoop([9, 1, 2, 1, 2, 1]) → { start: 1, period: 2, length: 5 }
 */
export function findLoop(ids: readonly number[], least = 2): Loop | null {
  let best: Loop | null = null;
  for (let period = 1; least * period <= ids.length; period++) {
    let same = 0;
    for (let at = period; at < ids.length; at++) {
      same = ids[at] === ids[at - period] ? same + 1 : 0;
      const length = same + period;
      if (length < least * period || length <= (best?.length ?? 0)) continue;
      best = { start: at - length + 1, period, length };
    }
  }
  return best;
}

/**
 * For each place, true where the token ends n tokens in a row that have been in the text before.
 * Example: endsRepeat([1, 2, 3, 1, 2], 2) → [false, false, false, false, true]
 */
export function endsRepeat(ids: readonly number[], n: number): boolean[] {
  const seen = new Set<string>();
  return ids.map((_, at) => {
    if (at < n - 1) return false;
    const gram = ids.slice(at - n + 1, at + 1).join();
    const before = seen.has(gram);
    seen.add(gram);
    return before;
  });
}

/** For each place, true where the token belongs to n tokens in a row that have been before. */
export function inRepeat(ids: readonly number[], n: number): boolean[] {
  const ends = endsRepeat(ids, n);
  return ids.map((_, at) => ends.slice(at, at + n).some(Boolean));
}
