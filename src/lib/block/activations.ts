/** What an MLP's numbers go through, and how a text's numbers lie before it. */
import type { Engine } from '../model/api.ts';

/** Numbers sorted into bins of one width; what lies outside is in the first or the last. */
export interface Histogram {
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** The pre-activations of one layer over all tokens of a text. */
export interface PreActivations {
  readonly histogram: Histogram;
  readonly count: number;
  /** The part of them below zero: what a ReLU would turn into nothing. */
  readonly negative: number;
  readonly mean: number;
  readonly deviation: number;
}

export const BINS = { from: -6, width: 0.25, count: 40 } as const;

/** Sorts numbers into `count` bins of `width` from `from` on. */
export function histogram(
  values: ArrayLike<number>,
  { from, width, count } = BINS as { from: number; width: number; count: number },
): Histogram {
  const counts = new Array<number>(count).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i] ?? 0) - from) / width);
    const at = Math.min(Math.max(bin, 0), count - 1);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { from, width, counts };
}

/** Reads a text and sorts what enters the activation function in every layer. */
export async function readPreActivations(
  engine: Engine,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<PreActivations[]> {
  const layers = Array.from({ length: engine.info.config.n_layer }, (_, i) => i);
  const capture = layers.map((i) => `blocks.${String(i)}.mlp.hook_pre`);
  const { captured } = await engine.run(ids, { capture }, signal);
  return capture.map((name) => summary(captured[name]?.data ?? new Float32Array()));
}

function summary(values: Float32Array): PreActivations {
  let [sum, squares, negative] = [0, 0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
    if (value < 0) negative++;
  }
  const count = Math.max(values.length, 1);
  const mean = sum / count;
  return {
    histogram: histogram(values),
    count: values.length,
    negative: negative / count,
    mean,
    deviation: Math.sqrt(Math.max(squares / count - mean * mean, 0)),
  };
}
