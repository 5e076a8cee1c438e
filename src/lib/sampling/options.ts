import { checkSettings } from './settings.ts';

/** Changes of the logits that depend on the text so far; they count for every strategy. */
export interface ProcessorOptions {
  /** Divides the logits of tokens that have been; default 1. */
  readonly repetitionPenalty?: number;
  /** Taken off for each time that a token has been written; default 0. */
  readonly frequencyPenalty?: number;
  /** Taken off once if a token has been written; default 0. */
  readonly presencePenalty?: number;
  /** No n tokens in a row twice, prompt included; default 0, no such ban. */
  readonly noRepeatNgramSize?: number;
  /** Tokens in a row that must not be written. */
  readonly badWordsIds?: readonly (readonly number[])[];
  /** No end before prompt and continuation together have this many tokens; default 0. */
  readonly minLength?: number;
  /** No end before the continuation has this many tokens; default 0. */
  readonly minNewTokens?: number;
  /** The token or tokens that end a text; default none. */
  readonly eosTokenId?: number | readonly number[] | null;
}

/** What shapes the distribution that is drawn from; nothing where nothing is drawn. */
export interface WarperOptions {
  /** Divides the logits; 0 is the greedy limit, ∞ the uniform one; default 1. */
  readonly temperature?: number;
  /** Keeps the k most likely tokens; default all. */
  readonly topK?: number;
  /** Keeps the smallest set of tokens with this much probability; default 1, all. */
  readonly topP?: number;
  /** Keeps tokens at least this many times as likely as the likeliest; default 0, all. */
  readonly minP?: number;
  /** Keeps the tokens of nearly the expected surprise, with this much probability; default 1, all. */
  readonly typicalP?: number;
  /** Keeps tokens of at least this probability; default 0, all. */
  readonly epsilonCutoff?: number;
  /** The same, with a bound that falls where the distribution is flat; default 0, all. */
  readonly etaCutoff?: number;
  /** Turns what is left into logarithms of probabilities again; matters to beams only. */
  readonly renormalizeLogits?: boolean;
}

/** How the next token is picked from the logits. */
export interface SamplingOptions extends ProcessorOptions, WarperOptions {
  /** `greedy`: the most likely token; `sample`: a draw from the distribution. */
  readonly strategy: 'greedy' | 'sample';
  /** Of the random numbers: the same seed, the same draws. */
  readonly seed?: number;
}

/** What processors look at. */
export interface TextSoFar {
  /** Prompt and continuation. */
  readonly ids: readonly number[];
  readonly promptLength: number;
}

export const NO_TEXT: TextSoFar = { ids: [], promptLength: 0 };

/** The tokens that end a text, as a list. */
export const endsOf = (eos: ProcessorOptions['eosTokenId']): readonly number[] =>
  eos === undefined || eos === null ? [] : typeof eos === 'number' ? [eos] : eos;

/** Throws a RangeError that names the option which makes no sense, and what would. */
export function checkSampling(options: SamplingOptions): void {
  const { strategy, ...settings } = options;
  if (strategy !== 'greedy' && strategy !== 'sample') {
    throw new RangeError(`strategy must be 'greedy' or 'sample': ${String(strategy)}`);
  }
  checkSettings(settings);
}
