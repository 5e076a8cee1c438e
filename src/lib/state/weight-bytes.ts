/** What the weights of a model weigh, in each form in which they can be kept. */
import { DEFAULT_BLOCK, storedBytes, storedDtype } from '../model/store/quantise.ts';
import type { StoredDtype } from '../model/store/manifest.ts';
import { countParameters, tensorShapes, type Dimensions } from '../parameters/index.ts';

/** The forms, from the finest to the smallest. */
export const FORMS = ['fp32', 'fp16', 'int8', 'int4'] as const satisfies readonly StoredDtype[];

const BITS: Readonly<Record<StoredDtype, number>> = { fp32: 32, fp16: 16, int8: 8, int4: 4 };

export interface WeightBytes {
  /** Every weight in as many bits as the form's name says. */
  readonly plain: number;
  /** As this site stores it: scales counted, and some tensors in a finer form. */
  readonly stored: number;
}

/** Bytes of all weights of a model with a tied head. */
export function weightBytes(of: Dimensions, dtype: StoredDtype): WeightBytes {
  const stored = [...tensorShapes(of)].reduce((sum, [name, shape]) => {
    const form = { dtype: storedDtype(name, dtype), shape, block: DEFAULT_BLOCK };
    return sum + storedBytes(form);
  }, 0);
  return { plain: (countParameters(of) * BITS[dtype]) / 8, stored };
}
