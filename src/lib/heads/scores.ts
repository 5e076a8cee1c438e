/**
 * Seven numbers that tell what a head does, from its pattern on one text.
 *
 * The first five are the mean attention that lands where a head of that kind looks, over the queries
 * for which there is such a place: on random tokens that come twice this is the prefix matching score
 * of Olsson et al. 2022 ("In-context Learning and Induction Heads"). TransformerLens's head detector
 * (error measure `mul`) takes the same sum over the same keys, but divides by the attention of all
 * queries, also of those that have nowhere to look: there no head reaches 1.
 * Entropy and mean distance: Vig and Belinkov 2019, "Analyzing the Structure of Attention", section 4.
 *
 * The first token: query 0 is left out everywhere, as it can only look at itself. As a key the first
 * token counts like any other; with `withoutFirst` the attention to it is taken out and the rest
 * counts as the whole, as TransformerLens's `exclude_bos` does.
 */
import * as kinds from './targets.ts';
import type { Targets } from './targets.ts';

export const MATCHES = [
  'previousToken',
  'duplicateToken',
  'induction',
  'firstToken',
  'self',
] as const;
export type MatchName = (typeof MATCHES)[number];
export const SCORES = [...MATCHES, 'entropy', 'distance'] as const;
export type ScoreName = (typeof SCORES)[number];

/** NaN where the text has no place to measure at, e.g. no token that comes twice. */
export type HeadScores = Readonly<Record<ScoreName, number>>;

/** Where each kind of head would look in a text. */
export type TextTargets = Readonly<Record<MatchName, Targets>>;

export const targetsOf = (ids: readonly number[]): TextTargets => ({
  previousToken: kinds.previousToken(ids),
  duplicateToken: kinds.duplicateToken(ids),
  induction: kinds.induction(ids),
  firstToken: kinds.firstToken(ids),
  self: kinds.self(ids),
});

/**
 * The five scores that are shares, from 0 to 1. `pattern`: (T, T), query by key, rows sum to 1.
 * With `withoutFirst` the attention to the first token counts as none.
 */
export function shares(
  pattern: ArrayLike<number>,
  targets: TextTargets,
  withoutFirst = false,
): Readonly<Record<MatchName, number>> {
  const share = (name: MatchName): number => matchScore(pattern, targets[name], withoutFirst);
  return {
    previousToken: share('previousToken'),
    duplicateToken: share('duplicateToken'),
    induction: share('induction'),
    firstToken: matchScore(pattern, targets.firstToken),
    self: share('self'),
  };
}

/** All scores of one head: the shares, the entropy in bits, the distance in tokens. */
export const scoreHead = (pattern: ArrayLike<number>, targets: TextTargets): HeadScores => ({
  ...shares(pattern, targets),
  entropy: meanEntropy(pattern),
  distance: meanDistance(pattern),
});

/** The part of the attention of all queries with a target that lands on their targets. */
export function matchScore(
  pattern: ArrayLike<number>,
  targets: Targets,
  withoutFirst = false,
): number {
  const T = targets.length;
  let [hit, all] = [0, 0];
  for (const [t, keys] of targets.entries()) {
    if (keys.length === 0) continue;
    const row = t * T;
    for (const s of keys) if (!withoutFirst || s > 0) hit += pattern[row + s] ?? NaN;
    all += withoutFirst ? 1 - (pattern[row] ?? NaN) : 1;
  }
  return all > 0 ? hit / all : NaN;
}

/** The mean over queries of −Σ A log₂ A, in bits; `pattern`: (T, T). */
export function meanEntropy(pattern: ArrayLike<number>): number {
  const T = sizeOf(pattern);
  let sum = 0;
  for (let t = 1; t < T; t++) {
    for (let s = 0; s <= t; s++) {
      const weight = pattern[t * T + s] ?? NaN;
      if (weight > 0) sum -= weight * Math.log2(weight);
    }
  }
  return sum / (T - 1);
}

/** How far back the attention lies: Σ A (t − s) / Σ A over all queries, in tokens. */
export function meanDistance(pattern: ArrayLike<number>): number {
  const T = sizeOf(pattern);
  let [far, all] = [0, 0];
  for (let t = 1; t < T; t++) {
    for (let s = 0; s <= t; s++) {
      const weight = pattern[t * T + s] ?? NaN;
      far += weight * (t - s);
      all += weight;
    }
  }
  return far / all;
}

const sizeOf = (pattern: ArrayLike<number>): number => Math.round(Math.sqrt(pattern.length));
