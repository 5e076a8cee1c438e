/**
 * A GPT-2 of two layers and two heads whose weights are written by hand, after "A Mathematical
 * Framework for Transformer Circuits" (Elhage et al. 2021): head 0.0 looks at the token before and
 * writes which token that is; head 1.0 looks for a place where its own token was written so: the
 * place after an earlier one of the same token. Head 0.1 looks at the first place, head 1.1 at all
 * alike. The MLPs write nothing.
 */
import type { Gpt2Config } from '#lib/model/config.ts';
import type { Weights } from '#lib/reference/index.ts';

/** Tokens, and places, that the circuit knows. */
export const N = 26;
/** The residual stream in three parts: which token, which place, which token came before. */
const [TOKEN, PLACE, BEFORE] = [0, N, 2 * N];
const D = 3 * N;
const d = D / 2;
/** Sharp enough that the softmax has one winner. */
const GAIN = 60;

export const config: Gpt2Config = {
  n_layer: 2,
  n_head: 2,
  n_embd: D,
  n_positions: N,
  vocab_size: N,
  n_inner: 4,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 0,
};

type Entries = readonly (readonly [row: number, col: number, value: number])[];

function table(rows: number, cols: number, entries: Entries): Float32Array {
  const data = new Float32Array(rows * cols);
  for (const [row, col, value] of entries) data[row * cols + col] = value;
  return data;
}

const each = (entry: (i: number) => readonly [number, number, number]): Entries =>
  Array.from({ length: N }, (_, i) => entry(i));

/** c_attn is [D, 3 D]: the queries of both heads, then the keys, then the values. */
const [Q, K, V] = [0, D, 2 * D];

/** Head 0: place t asks for place t − 1; takes the token along, into BEFORE. Head 1: the first place. */
const attn0: Entries = [
  ...each((i) => [PLACE + i, Q + Math.max(0, i - 1), GAIN]),
  ...each((i) => [PLACE + i, K + i, 1]),
  ...each((i) => [TOKEN + i, V + i, 1]),
  ...each((i) => [PLACE + i, Q + d, GAIN]),
  [PLACE, K + d, 1],
];
/** Head 0: the token asks for a place that has it in BEFORE, and takes the token of that place. */
const attn1: Entries = [
  ...each((i) => [TOKEN + i, Q + i, GAIN]),
  ...each((i) => [BEFORE + i, K + i, 1]),
  ...each((i) => [TOKEN + i, V + i, 1]),
];

/** What layer norm makes of a 1 among D numbers of which two are 1, the mean taken off. */
const normalized = (1 - 2 / D) / Math.sqrt((2 / D) * (1 - 2 / D));

const zeros = (n: number): Float32Array => new Float32Array(n);
const ones = (n: number): Float32Array => zeros(n).fill(1);

function block(i: number, attn: Entries, out: Entries): Record<string, Float32Array> {
  return {
    [`h.${i}.ln_1.weight`]: ones(D),
    [`h.${i}.ln_1.bias`]: zeros(D),
    [`h.${i}.attn.c_attn.weight`]: table(D, 3 * D, attn),
    [`h.${i}.attn.c_attn.bias`]: zeros(3 * D),
    [`h.${i}.attn.c_proj.weight`]: table(D, D, out),
    [`h.${i}.attn.c_proj.bias`]: zeros(D),
    [`h.${i}.ln_2.weight`]: ones(D),
    [`h.${i}.ln_2.bias`]: zeros(D),
    [`h.${i}.mlp.c_fc.weight`]: zeros(D * 4),
    [`h.${i}.mlp.c_fc.bias`]: zeros(4),
    [`h.${i}.mlp.c_proj.weight`]: zeros(4 * D),
    [`h.${i}.mlp.c_proj.bias`]: zeros(D),
  };
}

export const weights: Weights = {
  wte: table(
    N,
    D,
    each((i) => [i, TOKEN + i, 1]),
  ),
  wpe: table(
    N,
    D,
    each((i) => [i, PLACE + i, 1]),
  ),
  ...block(
    0,
    attn0,
    each((i) => [i, BEFORE + i, 1 / normalized]),
  ),
  ...block(
    1,
    attn1,
    each((i) => [i, TOKEN + i, 1]),
  ),
  'ln_f.weight': ones(D),
  'ln_f.bias': zeros(D),
};
