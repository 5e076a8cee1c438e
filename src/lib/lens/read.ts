/** The lens over a whole text, with any engine. */
import type { Engine, Tensor } from '../model/api.ts';
import { greedy, logSoftmax } from '../sampling/index.ts';
import { lensCell, type LensCell } from './cell.ts';

/** Numbers of one piece of logits: a few megabytes, read in a few milliseconds. */
const PIECE = 1 << 19;

export interface LensOptions {
  /** The token that is followed; by default, at each place, what the last layer says. */
  readonly target?: number | null;
  /** How many guesses each cell keeps; default 5. */
  readonly top?: number;
  readonly signal?: AbortSignal;
}

/** The rows of the lens: the sum of embeddings, then what each block leaves; L + 1 of them. */
export function lensNames(layers: number): string[] {
  return [
    'blocks.0.hook_resid_pre',
    ...Array.from({ length: layers }, (_, i) => `blocks.${String(i)}.hook_resid_post`),
  ];
}

/** Reads the text once and looks at every layer: cells [L + 1][T]. */
export async function readLens(
  engine: Engine,
  ids: readonly number[],
  { target = null, top = 5, signal }: LensOptions = {},
): Promise<LensCell[][]> {
  const { n_layer, vocab_size: V } = engine.info.config;
  const names = lensNames(n_layer);
  const { captured } = await engine.run(ids, { capture: names }, signal);
  const layers = names.map((name) => {
    const found = captured[name];
    if (!found) throw new Error(`not captured: ${name}`);
    return found;
  });
  const step = Math.max(1, Math.floor(PIECE / V));
  const cells: LensCell[][] = names.map(() => []);
  for (let from = 0; from < ids.length; from += step) {
    const to = Math.min(from + step, ids.length);
    const unembed = async (layer: Tensor): Promise<Float32Array> => {
      signal?.throwIfAborted();
      return (await engine.unembed(rowsOf(layer, from, to))).data;
    };
    const final = layers.at(-1);
    const last = final === undefined ? new Float32Array() : await unembed(final);
    const lastRows = Array.from({ length: to - from }, (_, t) =>
      logSoftmax(last.subarray(t * V, (t + 1) * V)),
    );
    // One layer at a time: between them whoever shares this thread has a turn.
    for (const [i, layer] of layers.entries()) {
      const logits = layer === final ? last : await unembed(layer);
      for (const [t, lastRow] of lastRows.entries()) {
        const row = logits.subarray(t * V, (t + 1) * V);
        cells[i]?.push(lensCell(row, lastRow, target ?? greedy(lastRow), top));
      }
    }
  }
  return cells;
}

/** Rows `from` to `to` of [T, D]. */
export function rowsOf({ shape, data }: Tensor, from: number, to: number): Tensor {
  const D = shape.at(-1) ?? 0;
  return { shape: [to - from, D], data: data.slice(from * D, to * D) };
}
