/**
 * The residual stream as a ledger: each part of the model writes a vector, and the stream is their
 * sum. For every entry: how long it is, which way it points, and how much of the final vector it is.
 */
import type { Engine, Tensor } from '../model/api.ts';

/** `embed` and `pos` are the two tables; the others one block's. */
export interface Writer {
  readonly name: string;
  readonly part: 'embed' | 'pos' | 'attn' | 'mlp';
  /** null for the tables. */
  readonly layer: number | null;
}

/** What one part writes at one place. */
export interface Entry {
  /** ‖w‖ */
  readonly norm: number;
  /** cos(w, x_final): 1 along the final vector, 0 at right angles, negative against it. */
  readonly cosine: number;
  /** w · x_final / ‖x_final‖²: the shares of all parts sum to 1. */
  readonly share: number;
  /** ‖x‖ of the stream once it is added, and its cos(x, x_final). */
  readonly after: number;
  readonly afterCosine: number;
}

export interface Ledger {
  readonly writers: readonly Writer[];
  /** [writers][T] */
  readonly entries: readonly (readonly Entry[])[];
}

/** The parts of a model of so many layers, in the order in which they write. */
export function writersOf(layers: number): Writer[] {
  const blocks = Array.from({ length: layers }, (_, layer): Writer[] => [
    { name: `blocks.${String(layer)}.hook_attn_out`, part: 'attn', layer },
    { name: `blocks.${String(layer)}.hook_mlp_out`, part: 'mlp', layer },
  ]);
  return [
    { name: 'hook_embed', part: 'embed', layer: null },
    { name: 'hook_pos_embed', part: 'pos', layer: null },
    ...blocks.flat(),
  ];
}

/** Reads a text and accounts for every place's final vector. */
export async function readLedger(
  engine: Engine,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<Ledger> {
  const { n_layer } = engine.info.config;
  const writers = writersOf(n_layer);
  const last = `blocks.${String(n_layer - 1)}.hook_resid_post`;
  const capture = [...writers.map(({ name }) => name), last];
  const { captured } = await engine.run(ids, { capture }, signal);
  const of = (name: string): Tensor => {
    const found = captured[name];
    if (!found) throw new Error(`not captured: ${name}`);
    return found;
  };
  return {
    writers,
    entries: account(
      writers.map(({ name }) => of(name)),
      of(last),
    ),
  };
}

/** The entries of parts [T, D] each, whose sum is `final` [T, D]. */
export function account(parts: readonly Tensor[], final: Tensor): Entry[][] {
  const [T = 0, D = 0] = final.shape;
  const stream = new Float64Array(T * D);
  return parts.map(({ data }) =>
    Array.from({ length: T }, (_, t) => {
      const at = t * D;
      let [ww, wf, ff, xx, xf] = [0, 0, 0, 0, 0];
      for (let i = at; i < at + D; i++) {
        const [w, f] = [data[i] ?? 0, final.data[i] ?? 0];
        const x = (stream[i] = (stream[i] ?? 0) + w);
        ww += w * w;
        wf += w * f;
        ff += f * f;
        xx += x * x;
        xf += x * f;
      }
      return {
        norm: Math.sqrt(ww),
        cosine: cosine(wf, ww, ff),
        share: ff === 0 ? 0 : wf / ff,
        after: Math.sqrt(xx),
        afterCosine: cosine(xf, xx, ff),
      };
    }),
  );
}

const cosine = (ab: number, aa: number, bb: number): number =>
  aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
