/** Where the numbers of a layer come from: a run of the model with its weights, or what is stored. */
import type { Column, LayerNumbers, Weights } from './layer.ts';

interface Shape {
  readonly n_layer: number;
  readonly n_head: number;
  readonly n_embd: number;
  readonly scale_attn_by_inverse_layer_idx: boolean;
}

/** The weights of a layer's attention, as GPT-2 stores them ([in, out]; c_attn is Q, K and V side by side). */
export interface LayerWeights {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
  /** [D, 3 D] and [3 D] */
  readonly qkv: Float32Array;
  readonly qkvBias: Float32Array;
  /** [D, D] and [D] */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

/** The activations that `layerFromRun` needs of a layer. */
export const layerCaptures = (layer: number): string[] =>
  ['ln1.hook_normalized', 'attn.hook_q', 'attn.hook_k', 'attn.hook_v', 'hook_attn_out'].map(
    (part) => `blocks.${String(layer)}.${part}`,
  );

/** Names of the tensors of `LayerWeights`, in its order. */
export const layerTensors = (
  layer: number,
): readonly `h.${number}.${'ln_1' | 'attn.c_attn' | 'attn.c_proj'}.${'weight' | 'bias'}`[] => [
  ...([`h.${layer}.ln_1.weight`, `h.${layer}.ln_1.bias`] as const),
  ...([`h.${layer}.attn.c_attn.weight`, `h.${layer}.attn.c_attn.bias`] as const),
  ...([`h.${layer}.attn.c_proj.weight`, `h.${layer}.attn.c_proj.bias`] as const),
];

/** What scores are divided by: √d, times layer + 1 in models that are scaled so. */
export const scaleOf = (config: Shape, layer: number): number =>
  Math.sqrt(config.n_embd / config.n_head) *
  (config.scale_attn_by_inverse_layer_idx ? layer + 1 : 1);

/** A layer's numbers from what a run captured (TransformerLens's names) and the layer's weights. */
export function layerFromRun(
  config: Shape,
  layer: number,
  tokens: readonly string[],
  captured: Readonly<Record<string, { readonly data: Float32Array }>>,
  weights: LayerWeights,
): LayerNumbers {
  const D = config.n_embd;
  const [normalized, q, k, v, out] = layerCaptures(layer).map(
    (name) => captured[name]?.data ?? new Float32Array(),
  );
  const empty = new Float32Array();
  return {
    ...{ tokens, layer, layers: config.n_layer, heads: config.n_head, width: D },
    ...{ scale: scaleOf(config, layer), gain: weights.gain, bias: weights.bias },
    ...{ normalized: normalized ?? empty, q: q ?? empty, k: k ?? empty, v: v ?? empty },
    out: (t) => (out ?? empty).subarray(t * D, (t + 1) * D),
    column: (matrix, head, j) => columnOf(weights, D, D / config.n_head, matrix, head, j),
  };
}

/** Column j of a head's W_Q, W_K or W_V, or of W_O, with its bias. */
export function columnOf(
  weights: LayerWeights,
  D: number,
  d: number,
  matrix: Weights,
  head: number,
  j: number,
): Column {
  const at = matrix === 'o' ? j : 'qkv'.indexOf(matrix) * D + head * d + j;
  const [table, biases, width] =
    matrix === 'o' ? [weights.out, weights.outBias, D] : [weights.qkv, weights.qkvBias, 3 * D];
  const column = Float32Array.from({ length: D }, (_, i) => table[i * width + at] ?? NaN);
  return { weights: column, bias: biases[at] ?? NaN };
}

/** A layer kept in the repository: float32 as base64, and the columns of four opened numbers. */
export interface StoredLayer {
  readonly command: string;
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly layer: number;
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly scale: number;
  readonly chosen: { readonly head: number; readonly query: number; readonly key: number };
  readonly normalized: string;
  readonly gain: string;
  readonly bias: string;
  readonly q: string;
  readonly k: string;
  readonly v: string;
  /** At the chosen query alone. */
  readonly out: string;
  readonly columns: Readonly<
    Record<Weights, { readonly j: number; readonly weights: string; readonly bias: number }>
  >;
}

/** The stored layer, unpacked. Columns other than the stored ones are not at hand. */
export function layerFromStored(stored: StoredLayer): LayerNumbers {
  const { tokens, layer, layers, heads, width, scale, chosen } = stored;
  const out = unpackFloats(stored.out);
  return {
    ...{ tokens, layer, layers, heads, width, scale },
    normalized: unpackFloats(stored.normalized),
    ...{ gain: unpackFloats(stored.gain), bias: unpackFloats(stored.bias) },
    ...{ q: unpackFloats(stored.q), k: unpackFloats(stored.k), v: unpackFloats(stored.v) },
    out: (t) => (t === chosen.query ? out : null),
    column: (matrix, head, j) => {
      const { j: kept, weights, bias } = stored.columns[matrix];
      if (j !== kept || (matrix !== 'o' && head !== chosen.head)) return null;
      return { weights: unpackFloats(weights), bias };
    },
  };
}

/** Little-endian float32 as base64. */
export function packFloats(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function unpackFloats(packed: string): Float32Array {
  const text = atob(packed);
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
