/** Runs of the teaching model kept in the repository, drawn before any model is loaded. */
import type { Piece } from '../bpe/index.ts';
import type { Writers } from '../lens/index.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { PreActivations } from './activations.ts';
import type { Entry } from './ledger.ts';
import type { Neuron } from './neurons.ts';

export interface StoredGuess {
  readonly id: number;
  readonly text: string;
  readonly p: number;
}

/** A cell of the lens with the text of its tokens. */
export interface StoredLensCell {
  readonly top: readonly StoredGuess[];
  readonly entropy: number;
  readonly kl: number;
  readonly target: StoredGuess & { readonly rank: number };
}

export interface StoredBlock {
  readonly model: string;
  readonly command: string;
  readonly config: Gpt2Config;
  readonly text: string;
  /** With the end-of-text token before it. */
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly pieces: readonly Piece[];
  readonly lens: {
    /** [L + 1][T] */
    readonly cells: readonly (readonly StoredLensCell[])[];
    /** Of the block that adds most to the answer after the last token. */
    readonly writers: Writers;
  };
  /** [2 + 2 L][T]; the writers are those of `writersOf`. */
  readonly ledger: readonly (readonly Entry[])[];
  /** [L] */
  readonly activations: readonly PreActivations[];
  readonly neurons: {
    readonly layer: number;
    readonly pos: number;
    /** Where in the list the one stands that adds most to the answer. */
    readonly chosen: number;
    readonly answer: { readonly id: number; readonly text: string };
    readonly list: readonly Neuron[];
    /** What each adds to the answer's logit. */
    readonly added: readonly number[];
    readonly promoted: readonly {
      readonly up: readonly { readonly text: string; readonly score: number }[];
      readonly down: readonly { readonly text: string; readonly score: number }[];
    }[];
  };
  /** The pattern of one head over the first tokens, [T][T]: what a query finds in the kept keys. */
  readonly cache: { readonly layer: number; readonly head: number; readonly pattern: number[][] };
}
