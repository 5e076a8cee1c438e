/** What a whole text comes to. */
import { distinct, repeated } from '../../diversity/index.ts';
import type { Token } from './token.ts';

/** A text as far as totals look at it. */
export interface Summed {
  readonly ids: readonly number[];
  readonly logprobs: readonly number[];
  /** Bits, by place. */
  readonly entropies: readonly number[];
}

export interface Totals {
  readonly tokens: number;
  /** Σ ln P under the model itself. */
  readonly logLikelihood: number;
  /** exp(−mean ln P); null for no tokens. */
  readonly perplexity: number | null;
  /** Bits. */
  readonly meanEntropy: number | null;
  readonly distinct1: number | null;
  readonly distinct2: number | null;
  readonly distinct3: number | null;
  /** 4-grams of tokens that have been in the text before, and all of them. */
  readonly repeated: number;
  readonly fourGrams: number;
}

/** The measures that are drawn and listed, in order. */
export const MEASURES = [
  'logLikelihood',
  'perplexity',
  'meanEntropy',
  'distinct1',
  'distinct2',
  'distinct3',
  'repeated',
] as const satisfies readonly (keyof Totals)[];

export type MeasureName = (typeof MEASURES)[number];

/** Totals of a text; n-grams are of tokens. */
export function totalsOf({ ids, logprobs, entropies }: Summed): Totals {
  const logLikelihood = sum(logprobs);
  const { repeated: again, of } = repeated(ids, 4);
  const tokens = ids.length;
  return {
    tokens,
    logLikelihood,
    perplexity: tokens === 0 ? null : Math.exp(-logLikelihood / tokens),
    meanEntropy: tokens === 0 ? null : sum(entropies) / tokens,
    distinct1: distinct([ids], 1),
    distinct2: distinct([ids], 2),
    distinct3: distinct([ids], 3),
    repeated: again,
    fourGrams: of,
  };
}

/** Totals of written tokens; those that a search has not settled are left out. */
export function totalsOfTokens(tokens: readonly Token[]): Totals {
  const known = tokens.flatMap(({ id, seen }) => (seen === null ? [] : [{ id, seen }]));
  return totalsOf({
    ids: known.map(({ id }) => id),
    logprobs: known.map(({ seen }) => seen.logprob),
    entropies: known.map(({ seen }) => seen.entropy),
  });
}

const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);
