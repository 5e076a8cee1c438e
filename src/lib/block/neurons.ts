/**
 * Neurons: each of the n_inner numbers in the middle of an MLP decides how much of one vector, its row
 * of W_out, is written into the residual stream (Geva et al. 2021 call them keys and values).
 */
import { relativeLogits, spread } from '../lens/index.ts';
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
  const { data: out, shape } = await engine.tables.weight(outName(layer));
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
 * What the vectors of some neurons of one layer do to the logits when each is read by itself, through
 * ln_final's scale and the unembedding, lengthened to √D. Only the order and the proportions of a
 * neuron's scores mean something.
 */
export async function promotedBy(
  engine: Engine,
  layer: number,
  neurons: readonly number[],
  count: number,
  signal?: AbortSignal,
): Promise<Promoted[]> {
  const { data, shape } = await engine.tables.weight(outName(layer), neurons);
  const D = shape.at(-1) ?? 0;
  const rows = new Float32Array((neurons.length + 1) * D);
  for (const n of neurons.keys()) {
    // Layer norm takes the length away; where a row is tiny its ε would count, so it is made longer.
    const length = lengthOf(data, n * D, D) || 1;
    for (let i = n * D; i < (n + 1) * D; i++) rows[i] = ((data[i] ?? 0) / length) * Math.sqrt(D);
  }
  signal?.throwIfAborted();
  const { data: logits } = await engine.unembed({ shape: [neurons.length + 1, D], data: rows });
  const V = logits.length / (neurons.length + 1);
  // The last row is nothing at all: what ln_final's bias says by itself.
  const nothing = logits.subarray(neurons.length * V);
  return neurons.map((_, n) => {
    const scores = logits.slice(n * V, (n + 1) * V).map((logit, v) => logit - (nothing[v] ?? 0));
    const mean = scores.reduce((sum, score) => sum + score / V, 0);
    const list = (sign: number): Promotion[] =>
      Array.from(
        descending(
          scores.map((score) => sign * score),
          count,
        ),
        (id) => ({
          id,
          score: (scores[id] ?? 0) - mean,
        }),
      );
    return { up: list(1), down: list(-1) };
  });
}

/**
 * What each neuron adds to the logit of `target` after place `pos`, directly: activation · row through
 * ln_final, whose divisor is held at that of the final vector, above the mean of all tokens.
 */
export async function addedToLogit(
  engine: Engine,
  ids: readonly number[],
  neurons: readonly Neuron[],
  { pos, target }: { pos: number; target: number },
  signal?: AbortSignal,
): Promise<number[]> {
  const { n_layer, n_embd: D, layer_norm_epsilon: epsilon } = engine.info.config;
  const last = `blocks.${String(n_layer - 1)}.hook_resid_post`;
  const { captured } = await engine.run(ids, { capture: [last] }, signal);
  const final = captured[last]?.data.slice(pos * D, (pos + 1) * D) ?? new Float32Array(D);
  const rows: Float32Array[] = [];
  for (const { layer, index, activations } of neurons) {
    const { data } = await engine.tables.weight(outName(layer), [index]);
    rows.push(data.map((x) => x * (activations[pos] ?? 0)));
  }
  signal?.throwIfAborted();
  const scores = await relativeLogits(engine, [...rows, new Float32Array(D)], target);
  const σ = spread(final, epsilon);
  return rows.map(
    (row, i) => (((scores[i] ?? 0) - (scores.at(-1) ?? 0)) * spread(row, epsilon)) / σ,
  );
}

const outName = (layer: number): string => `h.${String(layer)}.mlp.c_proj.weight`;

function lengthOf(data: Float32Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += (data[i] ?? 0) ** 2;
  return Math.sqrt(sum);
}
