import { batchNorm, layerNorm, type Batch } from '#lib/block/index.ts';

/**
 * Three sentences of up to five tokens of four features: numbers with one decimal, written down so
 * that they can be checked by hand. Features differ in size, as they do in models.
 */
const TOKENS: Batch = [
  [
    [1.2, -0.4, 3.1, 0.3],
    [0.7, 0.9, 2.6, -0.8],
    [-0.5, 1.4, 3.4, 0.1],
    [1.9, -1.1, 2.2, 0.6],
    [0.2, 0.3, 4.0, -0.2],
  ],
  [
    [-1.6, 2.1, 1.8, 0.9],
    [0.4, -0.7, 2.9, 1.5],
    [2.3, 0.2, 0.8, -1.2],
    [-0.9, 1.7, 5.2, 0.4],
    [1.1, -2.0, 1.4, 2.1],
  ],
  [
    [0.6, 0.5, -2.4, 0.2],
    [-2.2, 1.0, 3.7, -0.6],
    [1.5, -1.8, 2.5, 1.0],
    [0.1, 2.6, 0.9, -1.9],
    [-0.3, 0.8, 6.1, 0.7],
  ],
];

export const LONGEST = 5;
/** Tokens of each sentence at the start. */
export const START: readonly number[] = [3, 2, 1];

export type Norm = 'layer' | 'batch';

/** The first tokens of each sentence; sentences of none are left out. */
export function batchOf(lengths: readonly number[]): Batch {
  return TOKENS.map((sentence, s) => sentence.slice(0, lengths[s] ?? 0)).filter(
    (sentence) => sentence.length > 0,
  );
}

export function normed(batch: Batch, norm: Norm, padded: boolean): number[][][] {
  return norm === 'layer' ? layerNorm(batch) : batchNorm(batch, padded);
}
