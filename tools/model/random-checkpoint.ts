import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gpt2Config } from '../../src/lib/model/config.ts';
import {
  fileName,
  headerBytes,
  sizeOf,
  tensorShapes,
  type TensorName,
} from '../../src/lib/model/weights/index.ts';
import { randomWeights } from './random-weights.ts';

export interface RandomCheckpointOptions {
  /** Default `F32`. */
  readonly dtype?: 'F32' | 'F16';
  /** Before every tensor's name; default none, as in `openai-community/gpt2`. */
  readonly prefix?: '' | 'transformer.';
}

/** GPT-2's own size: 124,439,808 parameters, 498 MB in F32. */
export const gpt2Small: Gpt2Config = {
  n_layer: 12,
  n_head: 12,
  n_embd: 768,
  n_positions: 1024,
  vocab_size: 50_257,
  n_inner: 3072,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 50_256,
};

/**
 * Writes `config.json` and `model.safetensors` of a GPT-2 of any size with random weights, piece by
 * piece. The same seed gives the same bytes.
 */
export async function writeRandomCheckpoint(
  directory: string,
  config: Gpt2Config,
  seed: number,
  { dtype = 'F32', prefix = '' }: RandomCheckpointOptions = {},
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const json = { architectures: ['GPT2LMHeadModel'], model_type: 'gpt2', ...config };
  await writeFile(join(directory, 'config.json'), `${JSON.stringify(json, null, 2)}\n`);

  const shapes = tensorShapes(config);
  const width = dtype === 'F32' ? 4 : 2;
  const header = [...shapes].map(([name, shape]) => {
    return { name: prefix + fileName(name), dtype, shape, bytes: width * sizeOf(shape) };
  });
  const file = await open(join(directory, 'model.safetensors'), 'w');
  try {
    await file.writeFile(headerBytes(header, { format: 'pt' }));
    for (const [name, shape] of shapes)
      for (const piece of pieces(name, sizeOf(shape), seed)) {
        const numbers = dtype === 'F32' ? piece : new Float16Array(piece);
        await file.writeFile(new Uint8Array(numbers.buffer));
      }
  } finally {
    await file.close();
  }
}

function* pieces(name: TensorName, size: number, seed: number): Generator<Float32Array> {
  const fill = randomWeights(name, seed);
  const most = 2 ** 20;
  for (let at = 0; at < size; at += most) yield fill(new Float32Array(Math.min(most, size - at)));
}
