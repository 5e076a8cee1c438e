/** What the figures on decoding show before any model is loaded. */
import type { StoredPiece, StoredStep } from './steps.ts';

/** A prompt and what could come after it. */
export interface StoredPrompt {
  readonly text: string;
  readonly step: StoredStep;
}

export interface StoredDecoding {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly vocabulary: number;
  /** As many tokens as the model reads at once. */
  readonly positions: number;
  /** Where the bins of all distributions end. */
  readonly ends: readonly number[];
  readonly writing: {
    /** The prompt. */
    readonly text: string;
    readonly seed: number;
    readonly pieces: readonly StoredPiece[];
    /** How many tokens were there before the model wrote, the end-of-text token included. */
    readonly writtenFrom: number;
    /** What could come at each place but the first, and after the last. */
    readonly steps: readonly StoredStep[];
  };
  /** The flattest and the most peaked of some prompts. */
  readonly flat: StoredPrompt;
  readonly peaked: StoredPrompt;
  /** How many prompts there were to choose from. */
  readonly candidates: number;
  readonly scored: {
    readonly text: string;
    readonly window: number;
    readonly stride: number;
    readonly pieces: readonly StoredPiece[];
    /** Of each token but the first: ln P, rank from 1, entropy before it in bits. */
    readonly scores: readonly (readonly [logprob: number, rank: number, entropy: number])[];
  };
}
