/**
 * Who moved the lens: what each head and the MLP of one block add to a token's logit, directly, that
 * is, through the last layer norm and the unembedding alone (direct logit attribution, Elhage et al.
 * 2021; Wang et al. 2022).
 *
 * The layer norm is taken as it is after the block: its divisor σ is held fixed, so that what remains
 * is linear and the parts add up. Against the lens of the layer before one part is left over: that
 * layer's stream divided by its own σ and by this one's. It is given as `rescaled`.
 */
import type { Engine, Tensor } from '../model/api.ts';

export interface Writers {
  readonly layer: number;
  readonly pos: number;
  readonly target: number;
  /** The token's logit by the lens before and after the block, above the mean of all tokens. */
  readonly before: number;
  readonly after: number;
  /** before + rescaled + heads + bias + mlp = after. */
  readonly rescaled: number;
  readonly heads: readonly number[];
  /** The bias of W_O, which belongs to no head. */
  readonly bias: number;
  readonly mlp: number;
}

/** What block `layer` adds to the logit of `target` after place `pos`. */
export async function readWriters(
  engine: Engine,
  ids: readonly number[],
  { layer, pos, target }: { layer: number; pos: number; target: number },
  signal?: AbortSignal,
): Promise<Writers> {
  const { n_head: H, n_embd: D, layer_norm_epsilon } = engine.info.config;
  const at = `blocks.${String(layer)}`;
  const parts = ['hook_resid_pre', 'attn.hook_z', 'hook_mlp_out', 'hook_resid_post'];
  const capture = parts.map((part) => `${at}.${part}`);
  const { captured } = await engine.run(ids, { capture }, signal);
  const [pre, z, mlp, post] = capture.map((name) => rowAt(captured[name], pos));
  const O = await engine.tables.weight(`h.${String(layer)}.attn.c_proj.weight`);
  const bias = await engine.tables.weight(`h.${String(layer)}.attn.c_proj.bias`);
  signal?.throwIfAborted();
  const heads = Array.from({ length: H }, (_, h) => headOutput(z ?? empty, O.data, h, D / H, D));
  const rows = [
    ...heads,
    bias.data,
    mlp ?? empty,
    pre ?? empty,
    post ?? empty,
    new Float32Array(D),
  ];
  const scores = await relativeLogits(engine, rows, target);
  // The lens of nothing at all: what ln_final's bias says by itself.
  const nothing = scores.at(-1) ?? 0;
  const σ = rows.map((row) => spread(row, layer_norm_epsilon));
  const σAfter = σ[H + 3] ?? 1;
  const direct = scores.map((score, i) => ((score - nothing) * (σ[i] ?? 0)) / σAfter);
  const before = scores[H + 2] ?? 0;
  return {
    ...{ layer, pos, target, before, after: scores[H + 3] ?? 0 },
    rescaled: (direct[H + 2] ?? 0) - (before - nothing),
    heads: direct.slice(0, H),
    bias: direct[H] ?? 0,
    mlp: direct[H + 1] ?? 0,
  };
}

/** The logit of `target` above the mean over the vocabulary, for each row by itself. */
export async function relativeLogits(
  engine: Engine,
  rows: readonly Float32Array[],
  target: number,
): Promise<number[]> {
  const { n_embd: D, vocab_size: V } = engine.info.config;
  const data = new Float32Array(rows.length * D);
  for (const [i, row] of rows.entries()) data.set(row, i * D);
  const logits = await engine.unembed({ shape: [rows.length, D], data });
  return rows.map((_, i) => {
    const row = logits.data.subarray(i * V, (i + 1) * V);
    let sum = 0;
    for (const logit of row) sum += logit;
    return (row[target] ?? NaN) - sum / V;
  });
}

/** √(σ² + ε): what layer norm divides a vector by. */
export function spread(row: Float32Array, epsilon: number): number {
  let mean = 0;
  for (const x of row) mean += x / row.length;
  let variance = 0;
  for (const x of row) variance += (x - mean) ** 2 / row.length;
  return Math.sqrt(variance + epsilon);
}

/** z W_O for one head's rows of W_O [D, D]. */
function headOutput(z: Float32Array, O: Float32Array, h: number, d: number, D: number) {
  const out = new Float32Array(D);
  for (let i = h * d; i < (h + 1) * d; i++)
    for (let j = 0; j < D; j++) out[j] = (out[j] ?? 0) + (z[i] ?? 0) * (O[i * D + j] ?? 0);
  return out;
}

/** All numbers of one place, whatever follows the axis of places. */
function rowAt(tensor: Tensor | undefined, pos: number): Float32Array {
  if (!tensor) throw new Error('not captured');
  const width = tensor.data.length / (tensor.shape[0] ?? 1);
  return tensor.data.slice(pos * width, (pos + 1) * width);
}

const empty = new Float32Array();
