/** What is measured of a prediction: how much one token is preferred, and how far two predictions are apart. */
import { logSumExp } from '../sampling/index.ts';

/** The token looked for, and the one it is compared with; null: with the mean of all tokens. */
export interface Answers {
  readonly a: number;
  readonly b: number | null;
}

/**
 * logit(a) − logit(b), which is ln P(a) − ln P(b): the logit difference of Wang et al. (2022).
 * Against the mean of all tokens it is the logit of a with centred W_U.
 */
export function logitDifference(logits: Float32Array, { a, b }: Answers): number {
  const own = logits[a] ?? NaN;
  return own - (b === null ? meanOf(logits) : (logits[b] ?? NaN));
}

/** ln P(id), in nat. */
export const logProbability = (logits: Float32Array, id: number): number =>
  (logits[id] ?? NaN) - logSumExp(logits);

/**
 * KL(P ‖ Q) = Σ P ln(P / Q) of the two next-token distributions, in nat; P is the original, Q the
 * edited one (Kullback and Leibler 1951). Never negative.
 */
export function klDivergence(original: Float32Array, edited: Float32Array): number {
  const [zp, zq] = [logSumExp(original), logSumExp(edited)];
  let sum = 0;
  original.forEach((logit, i) => {
    const logP = logit - zp;
    const p = Math.exp(logP);
    if (p > 0) sum += p * (logP - ((edited[i] ?? NaN) - zq));
  });
  return Math.max(sum, 0);
}

/** The likeliest token; of equals the lowest id. */
export function bestToken(logits: Float32Array): number {
  let best = 0;
  logits.forEach((logit, id) => {
    if (logit > (logits[best] ?? -Infinity)) best = id;
  });
  return best;
}

/** The edited prediction against the original one. */
export interface Effect {
  /** Logit difference with the edit. */
  readonly difference: number;
  /** Its change: negative where the answer has lost. */
  readonly change: number;
  /** ln P(a) with the edit, less without it. */
  readonly logProbability: number;
  readonly kl: number;
  /** The likeliest token with the edit. */
  readonly best: number;
}

export function effectOf(original: Float32Array, edited: Float32Array, answers: Answers): Effect {
  const difference = logitDifference(edited, answers);
  return {
    difference,
    change: difference - logitDifference(original, answers),
    logProbability: logProbability(edited, answers.a) - logProbability(original, answers.a),
    kl: klDivergence(original, edited),
    best: bestToken(edited),
  };
}

const meanOf = (xs: Float32Array): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
