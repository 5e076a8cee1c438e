/**
 * The logit lens (nostalgebraist 2020, "interpreting GPT: the logit lens"): the residual stream after
 * any layer goes through the last layer norm and the unembedding, as if the layers after it were not
 * there. One cell is one layer at one place.
 */
import { logSumExp } from '../sampling/index.ts';

export interface Guess {
  readonly id: number;
  readonly p: number;
}

/** What the model would say if it ended after this layer. Entropy and divergence are in nat. */
export interface LensCell {
  /** The likeliest tokens, the first first. */
  readonly top: readonly Guess[];
  /** −Σ p ln p. */
  readonly entropy: number;
  /** D(last layer ‖ this layer) = Σ p_last (ln p_last − ln p), the divergence of Belrose et al. 2023. */
  readonly kl: number;
  /** The token that is followed: its probability, and how many tokens are likelier, plus one. */
  readonly target: Guess & { readonly rank: number };
}

/** Reads one row of logits [V] beside the log-probabilities of the last layer at that place, [V]. */
export function lensCell(
  logits: ArrayLike<number> & Float32Array,
  last: Float32Array,
  target: number,
  count: number,
): LensCell {
  const normalizer = logSumExp(logits);
  const followed = logits[target] ?? -Infinity;
  const best: { id: number; z: number }[] = [];
  let [entropy, kl, rank] = [0, 0, 1];
  for (let id = 0; id < logits.length; id++) {
    const z = logits[id] ?? -Infinity;
    const logp = z - normalizer;
    const p = Math.exp(logp);
    const lastLogp = last[id] ?? -Infinity;
    const lastP = Math.exp(lastLogp);
    if (p > 0) entropy -= p * logp;
    if (lastP > 0) kl += lastP * (lastLogp - logp);
    if (z > followed) rank++;
    if (best.length < count || z > (best.at(-1)?.z ?? -Infinity)) insert(best, { id, z }, count);
  }
  return {
    top: best.map(({ id, z }) => ({ id, p: Math.exp(z - normalizer) })),
    entropy,
    // Rounding may take a divergence of nothing below zero.
    kl: Math.max(kl, 0),
    target: { id: target, p: Math.exp(followed - normalizer), rank },
  };
}

/** Keeps the list in falling order and no longer than `count`; equal ones stay in the order of ids. */
function insert(best: { id: number; z: number }[], one: { id: number; z: number }, count: number) {
  let at = best.length;
  while (at > 0 && (best[at - 1]?.z ?? Infinity) < one.z) at--;
  best.splice(at, 0, one);
  if (best.length > count) best.pop();
}
