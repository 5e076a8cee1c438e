/**
 * Byte-pair encoding as the paper tells it (Sennrich, Haddow and Birch 2016, algorithm 1; on bytes:
 * Radford et al. 2019, section 2.2), every step kept for the lesson. One step merges every
 * occurrence of the best pair. Slow on long pieces: apply.ts gives the same ids fast.
 */
import type { MergeTable } from './apply.ts';
import { noMerge } from './pairs.ts';

export interface TraceStep {
  /** The merge's place in the list: 0 is GPT-2's very first merge. */
  readonly rank: number;
  readonly pair: readonly [left: number, right: number];
  /** What the pair becomes. */
  readonly id: number;
  /** The parts, as ids, after the step. */
  readonly parts: readonly number[];
}

export interface Trace {
  /** The single bytes at the start, as ids. */
  readonly parts: readonly number[];
  readonly steps: readonly TraceStep[];
  /** The parts at the end: the ids of the word. */
  readonly ids: readonly number[];
}

/** Replays the merges of one piece from its single bytes. */
export function traceMerges(bytes: readonly number[], { pairs, made }: MergeTable): Trace {
  const steps: TraceStep[] = [];
  let parts = bytes;
  for (;;) {
    const ranks = parts.slice(1).map((right, i) => pairs.rank(parts[i] ?? 0, right));
    const rank = ranks.reduce((best, candidate) => Math.min(best, candidate), noMerge);
    if (rank === noMerge) return { parts: bytes, steps, ids: parts };
    const at = ranks.indexOf(rank);
    const pair = [parts[at] ?? 0, parts[at + 1] ?? 0] as const;
    const id = made[rank] ?? 0;
    parts = mergePair(parts, pair, id);
    steps.push({ rank, pair, id, parts });
  }
}

/**
 * Replaces each occurrence of a pair with one id, left to right.
 * Example: mergePair([1, 2, 3, 1, 2], [1, 2], 4) → [4, 3, 4]
 */
export function mergePair(
  ids: readonly number[],
  [left, right]: readonly [left: number, right: number],
  id: number,
): number[] {
  const merged: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const next = ids[i] ?? 0;
    if (next === left && ids[i + 1] === right) {
      merged.push(id);
      i++;
    } else merged.push(next);
  }
  return merged;
}
