/** The arithmetic of a GPT-2, counted by formula: multiplications, each with its addition. */
import type { Dimensions } from '../parameters/index.ts';

/** Where it is done. `attention` is what depends on the other tokens: scores and weighted sums. */
export interface Work {
  /** x W_Q, W_K, W_V and z W_O: 4 D² for each token and block. */
  readonly projections: number;
  /** q · k and the sum of v: 2 D for each pair of a token and one that it sees, and each block. */
  readonly attention: number;
  /** 2 D n_inner for each token and block. */
  readonly mlp: number;
  /** D V for each token whose next token is asked for. */
  readonly unembed: number;
  readonly total: number;
}

/**
 * Reading `count` tokens after `past` ones whose keys and values are kept; logits after the last.
 * What the mask hides is not counted, nor are norms, biases and softmax, which are well below 1 %.
 */
export function workOf(of: Dimensions, count: number, past = 0): Work {
  const { n_layer: L, n_embd: D, n_inner, vocab_size: V } = of;
  // Token number t (from 0) sees t + 1 tokens: the sum of past + 1, …, past + count.
  const pairs = count * past + (count * (count + 1)) / 2;
  const projections = L * 4 * D * D * count;
  const attention = L * 2 * D * pairs;
  const mlp = L * 2 * D * n_inner * count;
  const unembed = D * V;
  return { projections, attention, mlp, unembed, total: projections + attention + mlp + unembed };
}

/**
 * Writing `steps` tokens after a prompt of `prompt`: the work of each step, with the cache and
 * without it. The first step reads the prompt in both.
 */
export function workOfWriting(
  of: Dimensions,
  prompt: number,
  steps: number,
): { readonly cached: number[]; readonly uncached: number[] } {
  const cached: number[] = [];
  const uncached: number[] = [];
  for (let step = 0; step < steps; step++) {
    const all = prompt + step;
    cached.push(step === 0 ? workOf(of, all).total : workOf(of, 1, all - 1).total);
    uncached.push(workOf(of, all).total);
  }
  return { cached, uncached };
}

/**
 * How many tokens a token must look back on for attention to take as much work as projections and
 * MLP together: 2 D t = 4 D² + 2 D n_inner. 6 D where n_inner = 4 D: 4,608 for GPT-2 small.
 */
export const evenLength = ({ n_embd: D, n_inner }: Dimensions): number => 2 * D + n_inner;
