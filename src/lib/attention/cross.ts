/**
 * Encoder and decoder in small (Bahdanau et al. 2015; Vaswani et al. 2017, section 3.2.3): queries come
 * from the text that is written, keys and values from the text that is read. The numbers are set by
 * hand, to show the mechanism: a key is the one-hot vector of what its word means, a query that of what
 * the next word must mean.
 */
import { softmax64 } from './softmax.ts';

/** A sentence with its translation: what each word means, by a name both sides share. */
export interface Parallel {
  readonly source: readonly Meaning[];
  readonly target: readonly Meaning[];
}
export interface Meaning {
  readonly word: string;
  readonly means: string;
}

/** The weights of each target word over the source: softmax(β [same meaning]), [target][source]. */
export function crossPattern(
  source: readonly Meaning[],
  target: readonly Meaning[],
  sharpness: number,
): Float64Array[] {
  return target.map(({ means }) =>
    softmax64(source.map((word) => (word.means === means ? sharpness : 0))),
  );
}
