/**
 * Neurons: each of the n_inner numbers in the middle of an MLP decides how much of one vector, its row
 * of W_out, is written into the residual stream (Geva et al. 2021 call them keys and values).
 */
import type { Engine } from '../model/api.ts';
import { descending } from '../sampling/index.ts';

export interface Neuron {
  readonly layer: number;
  readonly index: number;
  /** Its activation (after GELU) at each place of the text, [T]. */
  readonly activations: readonly number[];
  /** ‖row of W_out‖: how long a vector it writes for an activation of 1. */
  readonly length: number;
}

export interface Promotion {
  readonly id: number;
  /** Logits above the mean of all tokens. */
  readonly score: number;
}

/** The tokens whose logits a neuron's vector raises and lowers most. */
export interface Promoted {
  readonly up: readonly Promotion[];
  readonly down: readonly Promotion[];
}

/** The neurons of a layer that write most at a place: |activation| · ‖row of W_out‖, largest first. */
export async function strongestNeurons(
  engine: Engine,
  ids: readonly number[],
  { layer, pos, count }: { layer: number; pos: number; count: number },
  signal?: AbortSignal,
): Promise<Neuron[]> {
  const name = `blocks.${String(layer)}.mlp.hook_post`;
  const { captured } = await engine.run(ids, { capture: [name] }, signal);
  const post = captured[name];
  if (!post) throw new Error(`not captured: ${name}`);
  const { data: out, shape } = await engine.tables.weight(`h.${String(layer)}.mlp.c_proj.weight`);
  signal?.throwIfAborted();
  const [N = 0, D = 0] = shape;
  const lengths = Float64Array.from({ length: N }, (_, n) => lengthOf(out, n * D, D));
  const written = Float32Array.from(lengths, (length, n) =>
    Math.abs((post.data[pos * N + n] ?? 0) * length),
  );
  return Array.from(descending(written, count), (index) => ({
    layer,
    index,
    activations: ids.map((_, t) => post.data[t * N + index] ?? 0),
    length: lengths[index] ?? 0,
  }));
}

/**
 * What a neuron's vector does to the logits when it is read by itself: sign · row through ln_final's
 * scale and the unembedding, divided by the same spread as a vector of length √D has. Only the order
 * and the proportions of the scores mean something.
 */
export async function promotedBy(
  engine: Engine,
  { layer, index }: Pick<Neuron, 'layer' | 'index'>,
  count: number,
  signal?: AbortSignal,
): Promise<Promoted> {
  const { data } = await engine.tables.weight(`h.${String(layer)}.mlp.c_proj.weight`, [index]);
  signal?.throwIfAborted();
  const D = data.length;
  const rows = new Float32Array(2 * D);
  // Layer norm takes the length away; where a row is tiny its ε would count, so it is made longer.
  const length = lengthOf(data, 0, D) || 1;
  for (let i = 0; i < D; i++) rows[i] = ((data[i] ?? 0) / length) * Math.sqrt(D);
  const { data: logits } = await engine.unembed({ shape: [2, D], data: rows });
  const V = logits.length / 2;
  // The second row is nothing at all: what ln_final's bias says by itself.
  const scores = Float32Array.from(
    { length: V },
    (_, v) => (logits[v] ?? 0) - (logits[V + v] ?? 0),
  );
  let mean = 0;
  for (const score of scores) mean += score / V;
  const centred = scores.map((score) => score - mean);
  const list = (of: Float32Array, sign: number): Promotion[] =>
    Array.from(descending(of, count), (id) => ({ id, score: sign * (of[id] ?? 0) }));
  return {
    up: list(centred, 1),
    down: list(
      centred.map((score) => -score),
      -1,
    ),
  };
}

function lengthOf(data: Float32Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += (data[i] ?? 0) ** 2;
  return Math.sqrt(sum);
}
