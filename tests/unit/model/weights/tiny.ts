import type { Gpt2Config } from '#lib/model/config.ts';
import type { Tensor } from '#lib/model/api.ts';
import { fileName, sizeOf, tensorShapes, writeSafetensors } from '#lib/model/weights/index.ts';
import { randomWeights } from '../../../../tools/model/random-weights.ts';

export const tinyConfig: Gpt2Config = {
  n_layer: 2,
  n_head: 2,
  n_embd: 8,
  n_positions: 16,
  vocab_size: 11,
  n_inner: 32,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 10,
};

/** The tensors of a two-layer GPT-2 under their names in a file. */
export function tinyTensors(prefix = ''): Record<string, Tensor> {
  const named = [...tensorShapes(tinyConfig)].map(([name, shape]) => {
    const data = randomWeights(name, 1)(new Float32Array(sizeOf(shape)));
    return [prefix + fileName(name), { shape, data }] as const;
  });
  return Object.fromEntries(named);
}

export const tinyFile = (tensors = tinyTensors()): Uint8Array<ArrayBuffer> =>
  new Uint8Array(writeSafetensors(tensors));
