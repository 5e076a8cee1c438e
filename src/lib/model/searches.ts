/** The calls of the engine that weigh several continuations against each other: part of api.ts. */
import type {
  Banned,
  Beam,
  BeamOptions,
  Candidate,
  ContrastiveCandidate,
  ContrastiveOptions,
  Group,
} from '../sampling/index.ts';
import type { Generated, GenerateOptions } from './api.ts';
import type { Edit } from './edits.ts';

/** GenerationConfig's names. The end-of-text token is the model's unless `eosTokenId` says another or null. */
export interface BeamSearchOptions extends BeamOptions {
  readonly edits?: readonly Edit[];
}

/**
 * One step of beam search: what it looked at, and what it has now. Rows count the running texts before
 * the step (a candidate's `parent`) and after it (its `row`), group by group; the first step has one
 * row, the prompt, for each group.
 */
export interface BeamSearchStep {
  /** New tokens of the running texts after it: 1, 2, 3, … */
  readonly length: number;
  /** The continuations that it looked at, group by group, best first, with what became of each. */
  readonly candidates: readonly (readonly Candidate[])[];
  /** Tokens that a ban has kept from being looked at, group by group, best first. */
  readonly banned: readonly (readonly Banned[])[];
  /** The running and the ended texts of each group after the step. */
  readonly groups: readonly Group[];
  /** True when it was the last: nothing better can come, or the length is reached. */
  readonly done: boolean;
  readonly ms: number;
  /** True when the texts outgrew n_positions and the window has slid. */
  readonly slid: boolean;
}

/** A text that a beam search has found. */
export interface BeamText extends Beam {
  readonly newIds: readonly number[];
  /** True where the end-of-text token ends it. */
  readonly ended: boolean;
}

export interface BeamsFound {
  /** At most `numReturnSequences`, best first; what there was so far if it was aborted. */
  readonly texts: readonly BeamText[];
  /** `searched`: every group has as many ended texts as beams, and nothing better can come. */
  readonly stopped: 'length' | 'searched' | 'aborted' | 'all banned';
  readonly steps: number;
  /** Steps per second: each makes all texts a token longer. */
  readonly stepsPerSecond: number;
}

/** Contrastive search (Su et al. 2022): k = `topK` and α = `penaltyAlpha`. */
export interface ContrastOptions extends ContrastiveOptions {
  readonly edits?: readonly Edit[];
  /** Stop after what ends the text; default true. */
  readonly stopAtEnd?: boolean;
}

export type ContrastCandidate = ContrastiveCandidate;

export interface ContrastStep {
  /** The candidate of the highest score. */
  readonly id: number;
  /** ln P(id | text so far) under the model itself. */
  readonly logprob: number;
  /** The likeliest first. */
  readonly candidates: readonly ContrastCandidate[];
  /** The logits that the candidates come from, [V]. */
  readonly logits: Float32Array;
  readonly ms: number;
  readonly slid: boolean;
}

export type Contrasted = Generated;

/** Settings of a text; the texts have the seeds `seed`, `seed` + 1, … */
export interface BestOfOptions extends GenerateOptions {
  /** How many texts are written: `best_of`. */
  readonly n: number;
  /** The exponent of the length that Σ ln P is divided by; default 1, the mean. */
  readonly lengthPenalty?: number;
}

export interface ScoredText extends Generated {
  readonly seed: number;
  /** Σ ln P / (new tokens) ** lengthPenalty; −∞ for a text without any. */
  readonly score: number;
}

export interface BestOf {
  /** The likeliest first; an aborted call gives what is written so far. */
  readonly texts: readonly ScoredText[];
  readonly stopped: 'done' | 'aborted';
}
