import type { Dimensions } from './tensors.ts';

/** The largest numbers that can be asked for: every sum stays an exact whole number below 2⁵³. */
export const LARGEST: Readonly<Record<keyof Dimensions, number>> = {
  n_layer: 256,
  n_head: 1024,
  n_embd: 32_768,
  n_positions: 1_048_576,
  vocab_size: 1_048_576,
  n_inner: 131_072,
};

/** What is wrong with the dimensions, or null. */
export type DimensionProblem =
  | { readonly kind: 'range'; readonly field: keyof Dimensions; readonly largest: number }
  | { readonly kind: 'heads' };

/**
 * Checks that a GPT-2 of these dimensions can exist: whole numbers from 1 up to `LARGEST`, and a
 * width that the heads divide.
 */
export function dimensionProblem(of: Dimensions): DimensionProblem | null {
  for (const field of Object.keys(LARGEST) as (keyof Dimensions)[]) {
    const value = of[field];
    const largest = LARGEST[field];
    if (!Number.isInteger(value) || value < 1 || value > largest)
      return { kind: 'range', field, largest };
  }
  return of.n_embd % of.n_head === 0 ? null : { kind: 'heads' };
}
