/** Small GPT-2s of every kind that a config.json can ask for, with random weights. */
import { parseConfig, type Gpt2Config } from '#lib/model/config.ts';
import { modelFrom, type ModelFiles } from '#lib/model/model-files.ts';
import { sourceFromBytes, tensorShapes, writeSafetensors } from '#lib/model/weights/index.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { randomWeights } from '../../tools/model/random-weights.ts';

const base = {
  model_type: 'gpt2',
  n_layer: 2,
  n_head: 4,
  n_embd: 64,
  n_positions: 48,
  vocab_size: 300,
};

/** What differs, by name. Weights are scaled up so that non-linearities are far from linear. */
export const variants: Readonly<Record<string, object>> = {
  'gelu_new, as GPT-2': {},
  'gelu, by the error function': { activation_function: 'gelu' },
  relu: { activation_function: 'relu' },
  'scores divided by the layer too': { scale_attn_by_inverse_layer_idx: true },
  'a narrow MLP, another epsilon': { n_inner: 96, layer_norm_epsilon: 1e-3 },
  'one block, one head': { n_layer: 1, n_head: 1 },
  'a head of its own': { untied: true },
};

export interface Variant {
  readonly config: Gpt2Config;
  readonly weights: Weights;
  readonly files: ModelFiles;
}

/** Makes the model, its file and the weights that the plain loops take. */
export async function makeVariant(changes: object, prefix = ''): Promise<Variant> {
  const config = parseConfig({ ...base, ...changes });
  const shapes = new Map(tensorShapes(config));
  if ('untied' in changes) shapes.set('lm_head', [config.vocab_size, config.n_embd]);
  const weights: Record<string, Float32Array> = {};
  const tensors: Record<string, { shape: readonly number[]; data: Float32Array }> = {};
  for (const [name, shape] of shapes) {
    const size = shape.reduce((a, b) => a * b, 1);
    const data = randomWeights(name, 1)(new Float32Array(size));
    if (!name.includes('ln_')) for (let i = 0; i < size; i++) data[i] = (data[i] ?? 0) * 10;
    weights[name] = data;
    tensors[prefix + fileName(name)] = { shape, data };
  }
  const source = await sourceFromBytes(writeSafetensors(tensors));
  return { config, weights, files: await modelFrom('random', config, source, null) };
}

/** Logits of all places from the plain loops, [T · V]. */
export function expectedLogits({ config, weights }: Variant, ids: readonly number[]): number[] {
  return forward(config, weights, ids).logits.flatMap((row) => [...row]);
}

/** As many ids as a text may have. */
export const someIds = (config: Gpt2Config, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (i * 7919 + 13) % config.vocab_size);

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length
    ? Array.from(a).reduce((worst, x, i) => Math.max(worst, Math.abs(x - (b[i] ?? NaN))), 0)
    : Infinity;

function fileName(name: string): string {
  if (name === 'lm_head') return 'lm_head.weight';
  return name === 'wte' || name === 'wpe' ? `${name}.weight` : name;
}
