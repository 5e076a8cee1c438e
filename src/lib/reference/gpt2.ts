/**
 * GPT-2 in plain loops: token ids in, logits out, every activation noted on the way.
 *
 * Follows Radford et al. 2019, section 2.3, and OpenAI's code (https://github.com/openai/gpt-2,
 * src/model.py), under the names that TransformerLens gives to the activations.
 * But: no batch, no cache of keys and values, no training. It is for reading, and for checking.
 *
 * T tokens, width D, H heads of width d = D / H, V tokens in the vocabulary.
 */
import type { Gpt2Config } from '../model/config.ts';
import type { Edit } from '../model/edits.ts';
import { activate } from './activations.ts';
import { Cache, type Activations } from './cache.ts';
import { add, concat, dot, linear, range, rowsOf, softmax, weightedSum } from './matrix.ts';
import type { Matrix, Vector } from './matrix.ts';

/** Hugging Face's names, `wte` and `wpe` for the two tables; `lm_head` only where it is untied. */
export type Weights = Readonly<Record<string, Float32Array>>;

export interface ForwardOptions {
  /** The row of wpe to add at each place; null adds none; default 0, 1, 2, … */
  readonly positions?: readonly number[] | null;
  readonly edits?: readonly Edit[];
}

export interface Forward {
  /** The scores of the next token after each place: T rows of V. */
  readonly logits: Matrix;
  readonly cache: Activations;
}

/** What each part needs: the sizes, its weights, and the cache that notes (and edits) activations. */
interface Model {
  readonly config: Gpt2Config;
  readonly weight: (name: string) => Float32Array;
  readonly cache: Cache;
}

/** Throws for an id or a position that has no row, and `BadEdit` for an edit that cannot be made. */
export function forward(
  config: Gpt2Config,
  weights: Weights,
  ids: readonly number[],
  { positions = range(ids.length), edits = [] }: ForwardOptions = {},
): Forward {
  const cache = new Cache(config, edits, ids.length);
  const model: Model = { config, weight: (name) => tensor(weights, name), cache };
  let x = embed(model, ids, positions); // (T, D)
  for (const i of range(config.n_layer)) x = block(model, i, x); // (T, D)
  const logits = unembed(model, x, weights['lm_head'] ?? model.weight('wte')); // (T, V)
  return { logits, cache: cache.activations };
}

/** Each token's row of the token table, plus the row of its position: x₀ = wte[ids] + wpe[positions]. */
function embed(
  { config: { n_embd: D }, weight, cache }: Model,
  ids: readonly number[],
  positions: readonly number[] | null,
): Matrix {
  const tokens = ids.map((id) => row(weight('wte'), id, D)); // (T, D)
  const places = ids.map((_, t) =>
    positions === null ? new Float64Array(D) : row(weight('wpe'), positions[t] ?? NaN, D),
  ); // (T, D)
  return add(cache.keep('hook_embed', tokens), cache.keep('hook_pos_embed', places));
}

/** Attention moves information between places, the MLP works at each place; both add to x. */
function block(model: Model, i: number, x: Matrix): Matrix {
  const { cache } = model;
  const at = `blocks.${i}`;
  const pre = cache.keep(`${at}.hook_resid_pre`, x); // (T, D)
  const read = layerNorm(model, pre, `${at}.ln1`, `h.${i}.ln_1`); // (T, D)
  const moved = cache.keep(`${at}.hook_attn_out`, attention(model, read, i)); // (T, D)
  const mid = cache.keep(`${at}.hook_resid_mid`, add(pre, moved)); // (T, D)
  const seen = layerNorm(model, mid, `${at}.ln2`, `h.${i}.ln_2`); // (T, D)
  const made = cache.keep(`${at}.hook_mlp_out`, mlp(model, seen, i)); // (T, D)
  return cache.keep(`${at}.hook_resid_post`, add(mid, made)); // (T, D)
}

/** (x − μ) / √(σ² + ε), then · g + b: at each place by itself (Ba et al. 2016). */
function layerNorm({ config, weight, cache }: Model, x: Matrix, at: string, name: string): Matrix {
  const normalized = x.map((xt) => {
    const mean = xt.reduce((a, c) => a + c, 0) / xt.length;
    const variance = xt.reduce((a, c) => a + (c - mean) ** 2, 0) / xt.length;
    return xt.map((c) => (c - mean) / Math.sqrt(variance + config.layer_norm_epsilon));
  }); // (T, D)
  const [g, b] = [weight(`${name}.weight`), weight(`${name}.bias`)]; // (D), (D)
  return cache
    .keep(`${at}.hook_normalized`, normalized)
    .map((xt) => xt.map((c, j) => c * (g[j] ?? 0) + (b[j] ?? 0)));
}

/** All heads of block i; what they bring stands side by side and goes through one more matrix. */
function attention(model: Model, x: Matrix, i: number): Matrix {
  const { config, cache } = model;
  const { n_embd: D, n_head: H } = config;
  const [at, d] = [`blocks.${i}.attn`, D / H];
  const qkv = project(model, x, `h.${i}.attn.c_attn`); // (T, 3 D)
  const cut = (from: number) =>
    range(H).map((h) => qkv.map((row) => row.subarray(from + h * d, from + (h + 1) * d)));
  const q = cache.keepHeads(`${at}.hook_q`, cut(0)); // H × (T, d)
  const k = cache.keepHeads(`${at}.hook_k`, cut(D)); // H × (T, d)
  const v = cache.keepHeads(`${at}.hook_v`, cut(2 * D)); // H × (T, d)

  const scale = Math.sqrt(d) * (config.scale_attn_by_inverse_layer_idx ? i + 1 : 1);
  const scores = q.map((qh, h) => attentionScores(qh, k[h] ?? [], scale)); // H × (T, T)
  cache.keepPatterns(`${at}.hook_attn_scores`, scores);
  const pattern = cache.keepPatterns(`${at}.hook_pattern`, scores.map(attentionPattern));
  const z = pattern.map((A, h) => A.map((At) => weightedSum(At, v[h] ?? []))); // H × (T, d)
  const brought = cache.keepHeads(`${at}.hook_z`, z);
  const sideBySide = x.map((_, t) => concat(brought.map((zh) => zh[t] ?? new Float64Array(d))));
  return project(model, sideBySide, `h.${i}.attn.c_proj`); // (T, D)
}

/** q kᵀ / √d: how well the query of each place fits the key of each. */
const attentionScores = (q: Matrix, k: Matrix, scale: number): Matrix =>
  q.map((qt) => Float64Array.from(k, (ks) => dot(qt, ks) / scale));

/** Softmax of each row up to its own place and zero beyond: nobody looks ahead. */
const attentionPattern = (scores: Matrix): Matrix =>
  scores.map((row, t) => {
    const pattern = new Float64Array(row.length);
    pattern.set(softmax(row.subarray(0, t + 1)));
    return pattern;
  });

/** gelu(x W_in + b_in) W_out + b_out, at each place by itself. */
function mlp(model: Model, x: Matrix, i: number): Matrix {
  const { config, cache } = model;
  const pre = cache.keep(`blocks.${i}.mlp.hook_pre`, project(model, x, `h.${i}.mlp.c_fc`)); // (T, 4 D)
  const active = pre.map((row) => row.map((u) => activate(u, config.activation_function)));
  const post = cache.keep(`blocks.${i}.mlp.hook_post`, active); // (T, 4 D)
  return project(model, post, `h.${i}.mlp.c_proj`); // (T, D)
}

/** A last layer norm, then the product with every token's row: the more alike, the higher the score. */
function unembed(model: Model, x: Matrix, head: Float32Array): Matrix {
  const last = layerNorm(model, x, 'ln_final', 'ln_f'); // (T, D)
  const tokens = rowsOf(head, model.config.n_embd); // (V, D)
  return last.map((xt) => Float64Array.from(tokens, (token) => dot(xt, token))); // (T, V)
}

/** x W + b at each place. */
const project = ({ weight }: Model, x: Matrix, name: string): Matrix =>
  x.map((xt) => linear(xt, weight(`${name}.weight`), weight(`${name}.bias`)));

function row(table: Float32Array, index: number, D: number): Vector {
  const found = Float64Array.from(table.subarray(index * D, (index + 1) * D));
  if (found.length === D) return found;
  throw new Error(`the table of ${table.length / D} rows has no row ${index}`);
}

function tensor(weights: Weights, name: string): Float32Array {
  const found = weights[name];
  if (found === undefined) throw new Error(`no weights are named ${name}`);
  return found;
}
