/** Runs of the causal tools kept in the repository, drawn before any model is loaded. */
import type { PairKind } from './ioi.ts';
import type { TermKind } from './attribute.ts';

export interface StoredPrompt {
  readonly text: string;
  /** With the end-of-text token before it. */
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
}

export interface StoredToken {
  readonly id: number;
  readonly text: string;
}

/** A pair of prompts that the search has found to work on the teaching model. */
export interface StoredPair {
  readonly id: string;
  readonly kind: PairKind;
  readonly clean: StoredPrompt;
  readonly corrupted: StoredPrompt;
  readonly a: StoredToken;
  readonly b: StoredToken;
  /** logit(a) − logit(b) after each prompt. */
  readonly cleanDifference: number;
  readonly corruptedDifference: number;
  /** True when a is the likeliest token after the clean prompt and b after the corrupted one. */
  readonly first: boolean;
}

export interface StoredNext extends StoredToken {
  readonly original: number;
  readonly edited: number;
}

/** Effects of all parts, [L × (H + 1)] in the order of `partsOf`. */
export interface StoredSweep {
  readonly change: readonly number[];
  readonly logProbability: readonly number[];
  readonly kl: readonly number[];
  /** The likeliest token with the part off. */
  readonly best: readonly string[];
}

export interface StoredCausal {
  readonly model: string;
  readonly command: string;
  readonly layers: number;
  readonly heads: number;
  /** How many pairs the search has tried. */
  readonly tried: number;
  /** Best first; the pictures below are of the first. */
  readonly pairs: readonly StoredPair[];
  readonly lab: {
    /** The head that is off. */
    readonly layer: number;
    readonly head: number;
    readonly next: readonly StoredNext[];
    readonly answers: readonly StoredNext[];
    readonly difference: number;
    readonly change: number;
    readonly kl: number;
    readonly losses: { readonly original: readonly number[]; readonly edited: readonly number[] };
    readonly written: { readonly original: string; readonly edited: string };
  };
  readonly sweep: {
    readonly difference: number;
    readonly zero: StoredSweep;
    readonly mean: StoredSweep;
  };
  /** Recovered parts: [L × T] for resid, attn and mlp, [L × H] for z. */
  readonly patch: Readonly<Record<'resid' | 'attn' | 'mlp' | 'z', readonly number[]>>;
  readonly attribution: {
    readonly terms: readonly {
      readonly kind: TermKind;
      readonly layer: number | null;
      readonly head: number | null;
      readonly value: number;
    }[];
    readonly sum: number;
    readonly difference: number;
  };
  readonly looks: {
    readonly prompt: StoredPrompt;
    /** The token that is looked at: the one in which the two prompts of the pair differ. */
    readonly at: number;
    readonly best: StoredToken;
    readonly heads: readonly {
      readonly layer: number;
      readonly head: number;
      /** The weights of the last query, [T]. */
      readonly row: readonly number[];
      readonly effect: number;
      readonly best: string;
    }[];
    /** How many prompts the search has tried, and in how many it found both heads. */
    readonly tried: number;
    readonly found: number;
  };
}
