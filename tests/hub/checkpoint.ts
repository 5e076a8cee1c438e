/** Synthetic checkpoints with the exact names, shapes and header of published ones, made as they are read. */
import type { Gpt2Config } from '#lib/model/config.ts';
import {
  fileName,
  headerBytes,
  sizeOf,
  tensorShapes,
  type TensorName,
} from '#lib/model/weights/index.ts';
import { randomWeights } from '../../tools/model/random-weights.ts';

/** Something to serve: any part of it can be asked for. */
export interface ServedFile {
  readonly size: number;
  read(begin: number, end: number): Uint8Array;
}

export const fileOfText = (text: string): ServedFile => fileOfBytes(new TextEncoder().encode(text));

export const fileOfBytes = (bytes: Uint8Array): ServedFile => ({
  size: bytes.length,
  read: (begin, end) => bytes.subarray(begin, end),
});

export interface CheckpointOptions {
  readonly dtype?: 'F32' | 'F16' | 'BF16';
  readonly prefix?: '' | 'transformer.';
  /** The unembedding: left out, stored as a copy of the token table, or one of its own. */
  readonly head?: 'none' | 'copy' | 'own';
  /** The causal masks, as OpenAI's own checkpoints have them. */
  readonly masks?: boolean;
  readonly seed?: number;
}

interface Stored {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  readonly make: () => Uint8Array;
}

const width = { F32: 4, F16: 2, BF16: 2 };

/** The tensors of a checkpoint in the order that the safetensors library writes: by name. */
function tensorsOf(config: Gpt2Config, options: CheckpointOptions): Stored[] {
  const { dtype = 'F32', prefix = '', head = 'none', masks = true, seed = 1 } = options;
  const stored = (name: string, shape: readonly number[], values: () => Float32Array): Stored => {
    const bytes = width[dtype] * sizeOf(shape);
    return { name, dtype, shape, bytes, make: () => encode(values(), dtype) };
  };
  const weights = (name: TensorName, size: number) => () =>
    randomWeights(name, seed)(new Float32Array(size));
  const tensors = [...tensorShapes(config)].map(([name, shape]) =>
    stored(prefix + fileName(name), shape, weights(name, sizeOf(shape))),
  );
  const V = config.vocab_size * config.n_embd;
  const shape = [config.vocab_size, config.n_embd];
  if (head === 'copy') tensors.push(stored('lm_head.weight', shape, weights('wte', V)));
  if (head === 'own') tensors.push(stored('lm_head.weight', shape, weights('lm_head', V)));
  const T = config.n_positions;
  for (let i = 0; masks && i < config.n_layer; i++)
    tensors.push(
      stored(`${prefix}h.${i}.attn.bias`, [1, 1, T, T], () =>
        Float32Array.from({ length: T * T }, (_, k) => (k % T <= k / T ? 1 : 0)),
      ),
    );
  return tensors.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function encode(values: Float32Array, dtype: 'F32' | 'F16' | 'BF16'): Uint8Array {
  switch (dtype) {
    case 'F32':
      return new Uint8Array(values.buffer);
    case 'F16':
      return new Uint8Array(new Float16Array(values).buffer);
    case 'BF16':
      return new Uint8Array(
        Uint16Array.from(new Uint32Array(values.buffer), (bits) => bits >> 16).buffer,
      );
  }
}

function weightFile(tensors: readonly Stored[]): ServedFile {
  const header = headerBytes(tensors, { format: 'pt' });
  const made = new Map<string, Uint8Array>();
  const size = tensors.reduce((sum, { bytes }) => sum + bytes, header.length);
  return {
    size,
    read(begin, end) {
      const out = new Uint8Array(Math.min(end, size) - begin);
      let at = 0;
      const put = (length: number, bytes: () => Uint8Array): void => {
        if (at < end && at + length > begin) {
          const from = Math.max(begin - at, 0);
          out.set(bytes().subarray(from, end - at), at + from - begin);
        }
        at += length;
      };
      put(header.length, () => header);
      for (const { name, bytes, make } of tensors)
        put(bytes, () => {
          const tensor = made.get(name) ?? make();
          made.set(name, tensor);
          return tensor;
        });
      return out;
    },
  };
}

/** model.safetensors of a model with random weights. */
export const checkpointFile = (config: Gpt2Config, options: CheckpointOptions = {}): ServedFile =>
  weightFile(tensorsOf(config, options));

/** The same in so many files, and the index that `save_pretrained` writes beside them. */
export function shardedFiles(
  config: Gpt2Config,
  count: number,
  options: CheckpointOptions = {},
): Map<string, ServedFile> {
  const tensors = tensorsOf(config, options);
  const number = (i: number) => String(i).padStart(5, '0');
  const files = new Map<string, ServedFile>();
  const weight_map: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    const part = tensors.filter((_, k) => Math.floor((k * count) / tensors.length) === i);
    const name = `model-${number(i + 1)}-of-${number(count)}.safetensors`;
    files.set(name, weightFile(part));
    for (const tensor of part) weight_map[tensor.name] = name;
  }
  const total_size = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
  const index = JSON.stringify({ metadata: { total_size }, weight_map });
  return files.set('model.safetensors.index.json', fileOfText(index));
}

/** config.json as transformers writes it. */
export const configFile = (config: Gpt2Config): ServedFile =>
  fileOfText(JSON.stringify({ architectures: ['GPT2LMHeadModel'], model_type: 'gpt2', ...config }));
