/**
 * Published numbers of OpenAI's GPT-2 that a loaded model is held against: what a fact is made of,
 * and what a line of the result says.
 */
import type { Tokenizer } from '../bpe/index.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Engine } from '../model/api.ts';

/** The same in every language of the site. */
export type Words = Readonly<Record<Lang, string>>;

/** The model under test. */
export interface GoldenModel {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
  /** Shapes of the tensors that were read, a tied head once, under names without `transformer.`; null where they are not at hand. */
  readonly shapes: ReadonlyMap<string, readonly number[]> | null;
  /** How the weights are stored (`fp32`, `fp16`, `int8`, …), which rounds them even where the engine widens them. */
  readonly dtype: string;
}

/** A text as the source fed it. TransformerLens puts `<|endoftext|>` before it (`bos`), Hugging Face does not. */
export interface Prompt {
  readonly text: string;
  readonly bos: boolean;
}

/** A head by block and number: 9.6 is `{ layer: 9, head: 6 }`. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

/** A head that is switched off, at every position or at the last one. */
export interface Ablation extends Head {
  readonly at: 'all' | 'last';
}

/** A prompt with the answer that should win and the one that should lose. */
export interface Choice {
  readonly prompt: Prompt;
  readonly right: string;
  readonly wrong: string;
}

interface Common {
  /** Stable, for links: `loss/hello-world`. */
  readonly id: string;
  readonly what: Words;
  /** As it is cited. */
  readonly source: string;
}

/** A published number and the error it brings from being rounded in print (or its test's own tolerance). */
interface Published {
  readonly expected: number;
  readonly rounding: number;
}

/** How many numbers, or tensors, there are under names that begin with `under`. */
export interface ParametersFact extends Common {
  readonly kind: 'parameters';
  readonly count: 'numbers' | 'tensors';
  readonly under: string;
  readonly expected: number;
}

/** Mean of −ln P over all tokens but the first, in nat. */
export interface LossFact extends Common, Published {
  readonly kind: 'loss';
  readonly prompt: Prompt;
  readonly ablate?: Ablation;
}

/** The greedy continuation up to `length` tokens, prompt included, as text or as all ids. */
export interface GreedyFact extends Common {
  readonly kind: 'greedy';
  readonly prompt: Prompt;
  readonly length: number;
  readonly expected: string | readonly number[];
}

/** The best text of beam search up to `length` tokens, prompt included. */
export interface BeamFact extends Common {
  readonly kind: 'beam';
  readonly prompt: Prompt;
  readonly length: number;
  readonly beams: number;
  readonly noRepeatNgramSize: number;
  readonly expected: string;
}

/** P(token | prompt), 0 to 1. */
export interface ProbabilityFact extends Common, Published {
  readonly kind: 'probability';
  readonly prompt: Prompt;
  readonly token: string;
}

/** logit(right) − logit(wrong) after the prompt, the mean over all choices. */
export interface LogitDifferenceFact extends Common, Published {
  readonly kind: 'logit difference';
  readonly choices: readonly Choice[];
  readonly ablate?: Ablation;
}

/** The heads with the largest induction scores on random tokens that come twice. */
export interface InductionFact extends Common {
  readonly kind: 'induction';
  /** Tokens before they come again. */
  readonly period: number;
  readonly seed: number;
  readonly heads: readonly Head[];
  /** Each score is larger than this. */
  readonly above: number;
}

/** The previous-token score of one head. */
export interface PreviousTokenFact extends Common, Published {
  readonly kind: 'previous token';
  readonly prompt: Prompt;
  readonly head: Head;
}

/** The largest difference from the published previous-token scores of all heads, [L][H]. */
export interface PreviousTokenTableFact extends Common {
  readonly kind: 'previous token table';
  readonly prompt: Prompt;
  readonly scores: readonly (readonly number[])[];
  readonly rounding: number;
}

export type Fact =
  | ParametersFact
  | LossFact
  | GreedyFact
  | BeamFact
  | ProbabilityFact
  | LogitDifferenceFact
  | InductionFact
  | PreviousTokenFact
  | PreviousTokenTableFact;

/** Facts of one model, and how to know that model by its sizes and its tokens. */
export interface FactSet {
  readonly model: string;
  readonly sizes: {
    readonly n_layer: number;
    readonly n_head: number;
    readonly n_embd: number;
    readonly n_positions: number;
    readonly vocab_size: number;
  };
  readonly tokens: { readonly text: string; readonly ids: readonly number[] };
  readonly facts: readonly Fact[];
}

/** What a check found. */
export interface Finding {
  readonly actual: number | string;
  readonly expected: number | string;
  /** Largest allowed difference; null where the two must be equal, or `expected` says what must hold. */
  readonly tolerance: number | null;
  readonly passed: boolean;
}

/** One line of the result. */
export interface GoldenLine {
  readonly id: string;
  readonly what: Words;
  readonly source: string;
  readonly expected: number | string;
  /** null where nothing was measured. */
  readonly actual: number | string | null;
  readonly tolerance: number | null;
  readonly status: 'passed' | 'failed' | 'not run';
  /** Why it was not run, or what broke. */
  readonly why?: Words;
}
