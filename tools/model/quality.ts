/** How much a stored form changes what a model predicts, against the same model in float32. */
import type { Engine } from '../../src/lib/model/api.ts';
import type { ModelFiles } from '../../src/lib/model/model-files.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import type { StoredDtype } from '../../src/lib/model/store/manifest.ts';
import {
  DEFAULT_BLOCK,
  decodeTensor,
  encodeTensor,
  storedBytes,
  storedDtype,
} from '../../src/lib/model/store/quantise.ts';
import { tensorShapes, type TensorName } from '../../src/lib/model/weights/index.ts';

export interface Quality {
  readonly dtype: StoredDtype;
  readonly block: number;
  /** Bytes of all tensors in this form. */
  readonly bytes: number;
  /** Predictions that were compared. */
  readonly predictions: number;
  /** Mean over the predictions of Σ P ln(P / Q), P in float32 and Q in this form; in nat. */
  readonly meanKl: number;
  /** Share of predictions whose likeliest token is the same. */
  readonly top1: number;
  /** exp of the mean −ln P(next token), in float32 and in this form. */
  readonly perplexity: { readonly fp32: number; readonly stored: number };
}

/** The model as it would be after being stored and read again. */
export function asStored(files: ModelFiles, dtype: StoredDtype, block = DEFAULT_BLOCK): ModelFiles {
  const shapes = shapesOf(files);
  const read = async (name: string): Promise<Float32Array> => {
    const shape = shapes.get(name as TensorName) ?? [];
    const form = { dtype: storedDtype(name as TensorName, dtype), shape, block };
    return decodeTensor(encodeTensor((await files.readWeight(name)) as Float32Array, form), form);
  };
  let tables: ReturnType<ModelFiles['tables']> | null = null;
  return {
    ...files,
    reference: null,
    readWeight: async (name) => (name === 'wte' && tables ? (await tables).wte : read(name)),
    tables: () => (tables ??= read('wte').then(async (wte) => ({ wte, wpe: await read('wpe') }))),
  };
}

/** How many bytes all tensors of a model take. */
export function bytesAs(files: ModelFiles, dtype: StoredDtype, block = DEFAULT_BLOCK): number {
  return [...shapesOf(files)].reduce(
    (sum, [name, shape]) => sum + storedBytes({ dtype: storedDtype(name, dtype), shape, block }),
    0,
  );
}

function shapesOf({ config, head }: ModelFiles): Map<TensorName, readonly number[]> {
  const shapes = tensorShapes(config);
  if (head === 'lm_head') shapes.set('lm_head', [config.vocab_size, config.n_embd]);
  return shapes;
}

/**
 * Compares what the model predicts after every id of every window, as stored and in float32.
 * Each window is read by itself.
 */
export async function measureQuality(
  files: ModelFiles,
  windows: readonly (readonly number[])[],
  dtype: StoredDtype,
  { block = DEFAULT_BLOCK, threads = 1 }: { block?: number; threads?: number } = {},
): Promise<Quality> {
  const exact = await openInNode({ ...files, reference: null }, threads);
  const stored = await openInNode(asStored(files, dtype, block), threads);
  const sums = { predictions: 0, kl: 0, same: 0, next: 0, exact: 0, stored: 0 };
  for (const ids of windows) {
    const [p, q] = [await rows(exact, ids), await rows(stored, ids)];
    ids.forEach((_, t) => addPrediction(sums, p[t]!, q[t]!, ids[t + 1]));
  }
  await exact.release();
  await stored.release();
  return {
    dtype,
    block,
    bytes: bytesAs(files, dtype, block),
    predictions: sums.predictions,
    meanKl: sums.kl / sums.predictions,
    top1: sums.same / sums.predictions,
    perplexity: {
      fp32: Math.exp(sums.exact / sums.next),
      stored: Math.exp(sums.stored / sums.next),
    },
  };
}

async function rows(engine: Engine, ids: readonly number[]): Promise<Float32Array[]> {
  const { data } = (await engine.run(ids, { logits: 'all' })).logits;
  const V = data.length / ids.length;
  return ids.map((_, t) => data.subarray(t * V, (t + 1) * V));
}

interface Sums {
  predictions: number;
  kl: number;
  same: number;
  /** Predictions whose next token is known. */
  next: number;
  exact: number;
  stored: number;
}

/** One prediction: logits in float32 and as stored, and the token that came next, if one did. */
function addPrediction(sums: Sums, p: Float32Array, q: Float32Array, next?: number): void {
  const [normP, normQ] = [logSumExp(p), logSumExp(q)];
  let [kl, bestP, bestQ] = [0, 0, 0];
  for (let id = 0; id < p.length; id++) {
    const logP = p[id]! - normP;
    kl += Math.exp(logP) * (logP - (q[id]! - normQ));
    if (p[id]! > p[bestP]!) bestP = id;
    if (q[id]! > q[bestQ]!) bestQ = id;
  }
  sums.predictions++;
  sums.kl += kl;
  if (bestP === bestQ) sums.same++;
  if (next === undefined) return;
  sums.next++;
  sums.exact += normP - p[next]!;
  sums.stored += normQ - q[next]!;
}

function logSumExp(logits: Float32Array): number {
  let max = -Infinity;
  for (let i = 0; i < logits.length; i++) max = Math.max(max, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - max);
  return max + Math.log(sum);
}

/**
 * Windows spread evenly over a text: `<|endoftext|>`, then ids that follow one another; of up to 256
 * ids, no more than `most` ids in all.
 */
export function windowsOf(
  ids: readonly number[],
  { n_positions, eos_token_id }: { n_positions: number; eos_token_id: number },
  most: number,
): number[][] {
  const length = Math.min(256, n_positions, ids.length + 1);
  const text = length - 1;
  const count = Math.max(1, Math.min(Math.floor(ids.length / text), Math.floor(most / length)));
  const stride = Math.floor(ids.length / count);
  return Array.from({ length: count }, (_, i) => [
    eos_token_id,
    ...ids.slice(i * stride, i * stride + text),
  ]);
}
