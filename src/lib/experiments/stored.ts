/** Runs of the two experiments kept in the repository, drawn before any model is loaded. */
import type { Losses } from './run.ts';

export interface StoredText {
  readonly text: string;
  /** With the end-of-text token before it. */
  readonly ids: readonly number[];
  /** The text of each id. */
  readonly tokens: readonly string[];
}

export interface StoredExperiments {
  readonly model: string;
  readonly command: string;
  readonly positions: number;
  readonly losses: StoredText & {
    readonly seed: number;
    readonly by: number;
    readonly normal: Losses;
    readonly zero: Losses;
    readonly shuffled: Losses;
    readonly shifted: Losses;
    readonly curve: readonly { readonly by: number; readonly loss: number }[];
  };
  readonly reordered: StoredText & {
    readonly order: readonly number[];
    /** Relative changes after the embeddings and after each block, [L + 1][T]. */
    readonly without: readonly (readonly number[])[];
    readonly with: readonly (readonly number[])[];
  };
}
