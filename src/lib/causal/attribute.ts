/**
 * Direct logit attribution: the logit difference of a prediction as a sum of what each part has
 * written into the residual stream (Elhage et al. 2021, "Direct logit attribution"; Wang et al. 2022).
 *
 * The last layer norm is no linear map, so its scale σ is frozen at its value in this run; what it
 * does besides, centring and the weights g and b, is linear:
 *
 *   logit(a) − logit(b) = Σ_parts  ((x_part − mean(x_part)) / σ ⊙ g) · (W_U[a] − W_U[b])  +  b · (W_U[a] − W_U[b])
 *
 * Centring each part is what TransformerLens's centred writing weights do; a part that writes the same
 * number into every dimension has no effect. Against the mean of all tokens W_U is centred too.
 * But: the effect of a part through later parts is not in it; ablation and patching see that.
 */
import type { Engine, Tensor } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';
import { logitDifference, type Answers } from './answer.ts';
import { headOutputs } from './headOutputs.ts';
import { range } from './parts.ts';
import { rowOf } from './rows.ts';

/** Which part of the sum a term is. `attnBias`: b_O of a layer. `lnBias`: the last layer norm's b. */
export type TermKind = 'embed' | 'pos' | 'head' | 'attnBias' | 'mlp' | 'lnBias';

export interface Term {
  readonly kind: TermKind;
  /** null outside the blocks. */
  readonly layer: number | null;
  readonly head: number | null;
  /** In logits. */
  readonly value: number;
}

export interface Attribution {
  readonly terms: readonly Term[];
  /** Sum of the terms. */
  readonly sum: number;
  /** The logit difference as the model gave it. */
  readonly difference: number;
  /** √(variance + ε) of the final residual: what every part is divided by. */
  readonly sigma: number;
}

/** The vectors that add up to the final residual at one position. */
export interface Written {
  readonly kind: Exclude<TermKind, 'lnBias'>;
  readonly layer: number | null;
  readonly head: number | null;
  readonly x: Float32Array;
}

/** Attributes the prediction after token `t` (default: the last) of `ids`. Three or four passes. */
export async function attribute(
  engine: Engine,
  ids: readonly number[],
  answers: Answers,
  signal?: AbortSignal,
  t: number = ids.length - 1,
): Promise<Attribution> {
  const { config } = engine.info;
  const text = ids.slice(0, t + 1);
  const run = await engine.run(text, { capture: attributionCaptures(config) }, signal);
  const z = range(config.n_layer).map((layer) =>
    range(config.n_head).map((head) => rowOf(run.captured, `blocks.${layer}.attn.hook_z`, t, head)),
  );
  const { heads, bias } = await headOutputs(engine, z, signal);
  const plain = (kind: 'embed' | 'pos' | 'mlp', name: string, layer: number | null): Written => ({
    ...{ kind, layer, head: null },
    x: rowOf(run.captured, name, t),
  });
  const written: Written[] = [
    plain('embed', 'hook_embed', null),
    plain('pos', 'hook_pos_embed', null),
    ...range(config.n_layer).flatMap((layer): Written[] => [
      ...(heads[layer] ?? []).map((x, head): Written => ({ kind: 'head', layer, head, x })),
      { kind: 'attnBias', layer, head: null, x: bias[layer] ?? new Float32Array() },
      plain('mlp', `blocks.${layer}.hook_mlp_out`, layer),
    ]),
  ];
  const difference = logitDifference(run.logits.data, answers);
  return attributed(engine, written, answers, difference);
}

/** What `attribute` reads of the text's run. */
export const attributionCaptures = ({ n_layer }: Gpt2Config): string[] => [
  'hook_embed',
  'hook_pos_embed',
  ...range(n_layer).flatMap((i) => [`blocks.${i}.attn.hook_z`, `blocks.${i}.hook_mlp_out`]),
];

/** Rows at once: 50,257 logits each. */
const ROWS = 24;

/**
 * The attribution of vectors that add up to a final residual. The engine's unembedding normalises what
 * it is given, so each vector is sent with deviation 1, and its logits are multiplied with its own
 * deviation over the frozen one. A row and its negative give the bias: norm(−x) = −norm(x).
 */
export async function attributed(
  engine: Pick<Engine, 'unembed' | 'info'>,
  written: readonly Written[],
  answers: Answers,
  difference: number,
): Promise<Attribution> {
  const { n_embd: D, layer_norm_epsilon: eps } = engine.info.config;
  const total = new Float64Array(D);
  for (const { x } of written) x.forEach((value, i) => (total[i] = (total[i] ?? 0) + value));
  const sigma = Math.sqrt(variance(total) + eps);
  const scales = written.map(({ x }) => Math.sqrt(variance(x)));
  const rows = written.map(({ x }, i) => unit(x, scales[i] ?? 0));
  const opposite = rows[0]?.map((x) => -x) ?? new Float32Array(D);
  const read = await differences(engine, [...rows, opposite], D, answers);
  const bias = ((read[0] ?? NaN) + (read.at(-1) ?? NaN)) / 2;
  // what the unembedding's own ε takes from a vector of deviation 1
  const whole = Math.sqrt(1 + eps);
  const terms: Term[] = written.map(({ kind, layer, head }, i) => {
    const scale = scales[i] ?? 0;
    const value = scale === 0 ? 0 : (((read[i] ?? NaN) - bias) * scale * whole) / sigma;
    return { kind, layer, head, value };
  });
  terms.push({ kind: 'lnBias', layer: null, head: null, value: bias });
  return { terms, sum: terms.reduce((sum, { value }) => sum + value, 0), difference, sigma };
}

async function differences(
  engine: Pick<Engine, 'unembed'>,
  rows: readonly Float32Array[],
  D: number,
  answers: Answers,
): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < rows.length; from += ROWS) {
    const piece = rows.slice(from, from + ROWS);
    const data = new Float32Array(piece.length * D);
    piece.forEach((row, i) => {
      data.set(row, i * D);
    });
    const logits: Tensor = await engine.unembed({ shape: [piece.length, D], data });
    const V = logits.shape[1] ?? 0;
    piece.forEach((_, i) => {
      found.push(logitDifference(logits.data.subarray(i * V, (i + 1) * V), answers));
    });
  }
  return found;
}

function meanOf(x: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of x) sum += value;
  return sum / x.length;
}

function variance(x: Float32Array | Float64Array): number {
  const mean = meanOf(x);
  let sum = 0;
  for (const value of x) sum += (value - mean) ** 2;
  return sum / x.length;
}

/** Mean 0 and deviation 1; a vector without deviation stays 0. */
function unit(x: Float32Array, deviation: number): Float32Array {
  const mean = meanOf(x);
  return x.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}
