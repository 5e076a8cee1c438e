/** The teaching model as a model under test, and what the plain loops compute for it. */
import { readFileSync } from 'node:fs';
import { tokenizerFromFiles } from '#lib/bpe/index.ts';
import type { GoldenModel } from '#lib/golden/index.ts';
import type { Edit } from '#lib/model/edits.ts';
import type { Checkpoint } from '#lib/model/weights/index.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';
import { teachingEngine } from '../model/engine/teaching.ts';

const DIRECTORY = 'public/models/teaching';
const read = (name: string) => readFileSync(`${DIRECTORY}/${name}`, 'utf8');

export async function openGolden(): Promise<{ model: GoldenModel; weights: Weights }> {
  const checkpoint = await openModelDirectory(DIRECTORY);
  const weights = await readWeights(checkpoint);
  await checkpoint.close();
  const tokenizer = tokenizerFromFiles({
    mergesTxt: read('merges.txt'),
    vocabJson: read('vocab.json'),
  });
  const model: GoldenModel = {
    engine: await teachingEngine(),
    tokenizer,
    shapes: shapesOf(checkpoint),
    dtype: 'fp32',
  };
  return { model, weights };
}

const shapesOf = (checkpoint: Checkpoint) =>
  new Map(checkpoint.names.map((name) => [name, checkpoint.shape(name)] as const));

/** Logits of every position, by the plain loops. */
export function loops(
  { engine }: GoldenModel,
  weights: Weights,
  ids: readonly number[],
  edits: readonly Edit[] = [],
) {
  return forward(engine.info.config, weights, ids, { edits });
}

/** ln P of each token, in double precision. */
export function logProbabilities(logits: ArrayLike<number>): number[] {
  const row = Array.from(logits);
  const largest = Math.max(...row);
  const total = row.reduce((sum, z) => sum + Math.exp(z - largest), 0);
  return row.map((z) => z - largest - Math.log(total));
}

/**
 * The same function with other weights, after TransformerLens's `fold_ln` and `fold_value_biases`: the
 * layer norm before attention is in W_Q, W_K, W_V and their biases, and the constant part of all
 * values in the output bias.
 */
export function folded({ engine }: GoldenModel, weights: Weights): Weights {
  const { n_embd: D, n_layer: L } = engine.info.config;
  const all: Record<string, Float32Array> = { ...weights };
  const get = (name: string): Float32Array => {
    const found = weights[name];
    if (found === undefined) throw new Error(`no weights: ${name}`);
    return found;
  };
  for (let i = 0; i < L; i++) {
    const [g, b] = [get(`h.${i}.ln_1.weight`), get(`h.${i}.ln_1.bias`)]; // (D), (D)
    const W = get(`h.${i}.attn.c_attn.weight`); // (D, 3 D)
    const bias = get(`h.${i}.attn.c_attn.bias`).slice(); // (3 D)
    W.forEach((w, at) => (bias[at % (3 * D)]! += b[Math.floor(at / (3 * D))]! * w));
    const out = get(`h.${i}.attn.c_proj.weight`); // (D, D)
    const outBias = get(`h.${i}.attn.c_proj.bias`).slice(); // (D)
    out.forEach((w, at) => (outBias[at % D]! += bias[2 * D + Math.floor(at / D)]! * w));
    all[`h.${i}.ln_1.weight`] = new Float32Array(D).fill(1);
    all[`h.${i}.ln_1.bias`] = new Float32Array(D);
    all[`h.${i}.attn.c_attn.weight`] = W.map((w, at) => w * g[Math.floor(at / (3 * D))]!);
    all[`h.${i}.attn.c_attn.bias`] = bias.fill(0, 2 * D);
    all[`h.${i}.attn.c_proj.bias`] = outBias;
  }
  return all;
}
