/**
 * Two scores that tell what a head looks at.
 *
 * Induction (Olsson et al. 2022, "In-context Learning and Induction Heads"): on random tokens that
 * come twice, the attention from a token's second place to the place after its first one.
 * Previous token: TransformerLens's head detector (`head_detector.py`, error measure `mul`), the part
 * of all attention that goes to the token before.
 */
import { createRng } from '../sampling/index.ts';
import { endOfTextId, idsOf } from './prompt.ts';
import { compare } from './tolerance.ts';
import type {
  Finding,
  GoldenModel,
  Head,
  InductionFact,
  PreviousTokenFact,
  PreviousTokenTableFact,
} from './types.ts';

/** `<|endoftext|>` and n = `period` random tokens twice: T = 1 + 2 n ids, fixed by the seed. */
export function repeatedTokens(
  { tokenizer: { eosId, size } }: Pick<GoldenModel, 'tokenizer'>,
  period: number,
  seed: number,
): number[] {
  const rng = createRng(seed);
  const bos = endOfTextId(eosId);
  const others = size - 1;
  const once = Array.from({ length: period }, () => {
    const id = Math.floor(rng() * others);
    return id < bos ? id : id + 1; // any token but the end of text
  });
  return [bos, ...once, ...once];
}

/** Mean of pattern[t, t − period + 1] over the second half of the text; pattern: (T, T), T = 1 + 2 · period. */
export function inductionScore(pattern: Float32Array, period: number): number {
  const T = 1 + 2 * period;
  let sum = 0;
  for (let t = 1 + period; t < T; t++) sum += pattern[t * T + t - period + 1] ?? NaN;
  return sum / period;
}

/** Σ pattern[t, t − 1] / T; pattern: (T, T). The first row looks at itself, so no head reaches 1. */
export function previousTokenScore(pattern: Float32Array): number {
  const T = Math.sqrt(pattern.length);
  let sum = 0;
  for (let t = 1; t < T; t++) sum += pattern[t * T + t - 1] ?? NaN;
  return sum / T;
}

/** A score of every head on one text, [L][H]. */
export async function headScores(
  { engine }: GoldenModel,
  ids: readonly number[],
  score: (pattern: Float32Array) => number,
  signal?: AbortSignal,
): Promise<number[][]> {
  const { n_layer: L, n_head: H } = engine.info.config;
  const names = Array.from({ length: L }, (_, i) => `blocks.${i}.attn.hook_pattern`);
  const { captured } = await engine.run(ids, { capture: names }, signal);
  const size = ids.length ** 2;
  return names.map((name) => {
    const patterns = captured[name]?.data ?? new Float32Array(); // (H, T, T)
    return Array.from({ length: H }, (_, h) => score(patterns.subarray(h * size, (h + 1) * size)));
  });
}

/** The named heads are those with the largest scores, and each is above the bound. */
export async function checkInduction(
  model: GoldenModel,
  fact: InductionFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const ids = repeatedTokens(model, fact.period, fact.seed);
  const score = (pattern: Float32Array): number => inductionScore(pattern, fact.period);
  const ranked = (await headScores(model, ids, score, signal))
    .flatMap((row, layer) => row.map((score, head) => ({ layer, head, score })))
    .sort((a, b) => b.score - a.score)
    .slice(0, fact.heads.length);
  const expectedNames = fact.heads.map(nameOf).sort();
  const sameHeads = ranked.map(nameOf).sort().join() === expectedNames.join();
  return {
    actual: ranked.map((found) => `${nameOf(found)}: ${found.score.toFixed(3)}`).join(', '),
    expected: expectedHeads(fact),
    tolerance: null,
    passed: sameHeads && ranked.every(({ score }) => score > fact.above),
  };
}

export async function checkPreviousToken(
  model: GoldenModel,
  fact: PreviousTokenFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const scores = await headScores(model, idsOf(model, fact.prompt), previousTokenScore, signal);
  return compare(model, 'score', scores[fact.head.layer]?.[fact.head.head] ?? NaN, fact);
}

export async function checkPreviousTokenTable(
  model: GoldenModel,
  fact: PreviousTokenTableFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const scores = await headScores(model, idsOf(model, fact.prompt), previousTokenScore, signal);
  const differences = fact.scores.flatMap((row, layer) =>
    row.map((published, head) => Math.abs((scores[layer]?.[head] ?? NaN) - published)),
  );
  // Math.max keeps a NaN, which then fails
  const { rounding } = fact;
  return compare(model, 'score', Math.max(...differences), { expected: 0, rounding });
}

/** Which heads there must be, and what each score must exceed. Example: `5.5, 6.9: > 0.7` */
export const expectedHeads = ({ heads, above }: InductionFact): string =>
  `${heads.map(nameOf).join(', ')}: > ${above}`;

/** 9.6 for block 9, head 6, as in Wang et al. 2022. */
export const nameOf = ({ layer, head }: Head): string => `${layer}.${head}`;
