/**
 * Writing on, on a GPU: blocks and unembedding in one graph with fixed shapes, keys and values in
 * buffers that stay where they are ([H, N, d_head] for N = n_positions places). With nothing
 * changing but numbers, onnxruntime can record a step once and replay it.
 *
 * Two forms of the attention:
 * - `fused`: Microsoft's GroupQueryAttention, any number of new tokens; fewest kernels, no patterns.
 * - `plain`: one new token, attention written out; every pattern is an output, and nothing but
 *   matrix products and a softmax is trusted.
 */
import type { Gpt2Config } from '../config.ts';
import { scoreScale } from './blocks.ts';
import { float, Graph, type Value } from './onnx.ts';

export type Attention = 'fused' | 'plain';

/** How many new tokens a graph is for: matrix products are done in tiles for many, by rows for one. */
export type Tokens = 'one' | 'many';

export const keyCache = (layer: number): string => `key.${String(layer)}`;
export const valueCache = (layer: number): string => `value.${String(layer)}`;
/** The cache after the step; bound to the same buffer as the cache before it. */
export const keyCacheNext = (layer: number): string => `key_next.${String(layer)}`;
export const valueCacheNext = (layer: number): string => `value_next.${String(layer)}`;
export const decodePattern = (layer: number): string => `blocks.${String(layer)}.attn.hook_pattern`;

/**
 * Inputs: `x` [S, D]; for `fused` `last` [1] int32 (index of the last token) and `total` [1] int32;
 * for `plain` `place` [1] int64 (where the new token goes) and `mask` [N]. Output: `logits` [1, V].
 */
export function decodeGraph(
  config: Gpt2Config,
  head: 'wte' | 'lm_head',
  attention: Attention,
  tokens: Tokens,
): Graph {
  const g = new Graph(`decode-${attention}`, 'inputs');
  const { n_layer: L, n_head: H, n_embd: D, n_positions: N, vocab_size: V } = config;
  const S = tokens === 'many' ? 'S' : 1;
  let x = g.input('x', 'float32', [S, D]);
  if (attention === 'fused') {
    g.input('last', 'int32', [1]);
    g.input('total', 'int32', [1]);
  } else {
    g.input('place', 'int64', [H, 1, D / H]);
    g.input('mask', 'float32', [1, 1, N]);
  }
  let normalized = norm(g, config, x, 'h.0.ln_1', 'ln1.0');
  for (let i = 0; i < L; i++) {
    const at = (name: string): Value => `blocks.${String(i)}.${name}`;
    const weights = `h.${String(i)}`;
    const cache = { shape: [H, N, D / H] };
    for (const name of [keyCache(i), valueCache(i)])
      g.input(name, 'float32', attention === 'fused' ? [1, ...cache.shape] : cache.shape);
    const bias = (name: string, size: number): Value => g.weight(`${weights}.${name}.bias`, [size]);
    const W = (name: string, inputs: number, outputs: number): Value =>
      g.weight(`${weights}.${name}.weight`, [inputs, outputs]);
    const xW = product(g, tokens, normalized, W('attn.c_attn', D, 3 * D), at('attn.xW'));
    const qkv = g.node('Add', [xW, bias('attn.c_attn', 3 * D)], at('attn.qkv'));
    const z = attention === 'fused' ? fused(g, config, i, qkv) : plain(g, config, i, qkv);
    const zW = product(g, tokens, z, W('attn.c_proj', D, D), at('attn.zW'));
    const mid = at('hook_resid_mid');
    const ln2 = addNorm(g, config, x, zW, bias('attn.c_proj', D), `${weights}.ln_2`, mid);
    const F = config.n_inner;
    const hW = product(g, tokens, ln2, W('mlp.c_fc', D, F), at('mlp.hW'));
    const post = biasedActivation(g, config, hW, bias('mlp.c_fc', F), at('mlp.hook_post'));
    const pW = product(g, tokens, post, W('mlp.c_proj', F, D), at('mlp.pW'));
    const next = i + 1 < L ? `h.${String(i + 1)}.ln_1` : 'ln_f';
    x = at('hook_resid_post');
    normalized = addNorm(g, config, mid, pW, bias('mlp.c_proj', D), next, x);
  }
  const last = tokens === 'one' ? normalized : lastRow(g, normalized);
  g.node('Einsum', [last, g.weight(head, [V, D])], 'logits', { equation: 'sd,vd->sv' });
  g.output('logits', [1, V]);
  return g;
}

/** q kᵀ, softmax and the average of v in Microsoft's one operator. → z [S, D] */
function fused(g: Graph, config: Gpt2Config, layer: number, qkv: Value): Value {
  const { n_head: H, n_embd: D, n_positions: N } = config;
  const at = (name: string): Value => `blocks.${String(layer)}.${name}`;
  const batch = g.node('Reshape', [qkv, g.constant('int64', [1, -1, 3 * D])], at('qkv.batch'));
  const inputs = [batch, '', '', keyCache(layer), valueCache(layer), 'last', 'total'];
  const outs = [at('z.batch'), keyCacheNext(layer), valueCacheNext(layer)];
  const scale = float(scoreScale(config, layer));
  const heads = { num_heads: H, kv_num_heads: H, scale };
  g.nodeOf('GroupQueryAttention', inputs, outs, heads, 'com.microsoft');
  for (const name of [keyCacheNext(layer), valueCacheNext(layer)]) g.output(name, [1, H, N, D / H]);
  return g.node('Reshape', [at('z.batch'), g.constant('int64', [-1, D])], at('attn.hook_z'));
}

/** The same for one token, written out. With one query no matrix needs transposing. → z [1, D] */
function plain(g: Graph, config: Gpt2Config, layer: number, qkv: Value): Value {
  const { n_head: H, n_embd: D, n_positions: N } = config;
  const d = D / H;
  const at = (name: string): Value => `blocks.${String(layer)}.${name}`;
  const parts = [at('attn.hook_q'), at('attn.hook_k'), at('attn.hook_v')] as const;
  g.nodeOf('Split', [qkv], parts, { axis: 1, num_outputs: 3 });
  const reshape = (x: Value, shape: readonly number[], out: Value): Value =>
    g.node('Reshape', [x, g.constant('int64', shape)], out);
  const put = (cache: Value, rows: Value, out: Value): Value => {
    const updates = reshape(rows, [H, 1, d], `${rows}.row`);
    g.node('ScatterElements', [cache, 'place', updates], out, { axis: 1 });
    return g.output(out, [H, N, d]);
  };
  const K = put(keyCache(layer), parts[1], keyCacheNext(layer));
  const Vs = put(valueCache(layer), parts[2], valueCacheNext(layer));
  const q = reshape(parts[0], [H, d, 1], at('attn.q.column'));
  const scores = g.node('MatMul', [K, q], at('attn.scores.column')); // (H, N, 1)
  const rows = reshape(scores, [H, 1, N], at('attn.scores.row'));
  const scale = g.constant('float32', scoreScale(config, layer));
  const scaled = g.node('Mul', [rows, scale], at('attn.hook_attn_scores'));
  const masked = g.node('Add', [scaled, 'mask'], at('attn.masked'));
  const pattern = g.node('Softmax', [masked], decodePattern(layer), { axis: -1 });
  g.output(pattern, [H, 1, N]);
  const z = g.node('MatMul', [pattern, Vs], at('attn.z')); // (H, 1, d)
  return reshape(z, [1, D], at('attn.hook_z'));
}

function norm(g: Graph, config: Gpt2Config, x: Value, weights: string, out: Value): Value {
  const D = config.n_embd;
  const epsilon = float(config.layer_norm_epsilon);
  const inputs = [x, g.weight(`${weights}.weight`, [D]), g.weight(`${weights}.bias`, [D])];
  return g.node('LayerNormalization', inputs, out, { axis: -1, epsilon });
}

/**
 * x W. For one row, tiled products compute mostly padding: Einsum's kernel, one thread a column, is
 * three to six times faster there (measured on the software adapter).
 */
function product(g: Graph, tokens: Tokens, x: Value, W: Value, out: Value): Value {
  return tokens === 'one'
    ? g.node('Einsum', [x, W], out, { equation: 'sk,kn->sn' })
    : g.node('MatMul', [x, W], out);
}

/** The MLP's non-linearity with its bias, in one kernel where there is one. */
function biasedActivation(
  g: Graph,
  { activation_function }: Gpt2Config,
  x: Value,
  bias: Value,
  out: Value,
): Value {
  if (activation_function === 'relu')
    return g.node('Relu', [g.node('Add', [x, bias], `${out}.in`)], out);
  const op = activation_function === 'gelu_new' ? 'FastGelu' : 'BiasGelu';
  return g.node(op, [x, bias], out, {}, 'com.microsoft');
}

/** `sum` = a + b + bias, and its layer norm, in one kernel. */
function addNorm(
  g: Graph,
  config: Gpt2Config,
  a: Value,
  b: Value,
  bias: Value,
  weights: string,
  sum: Value,
): Value {
  const D = config.n_embd;
  const [gamma, beta] = ['weight', 'bias'].map((part) => g.weight(`${weights}.${part}`, [D]));
  const inputs = [a, b, gamma ?? '', beta ?? '', bias];
  const epsilon = float(config.layer_norm_epsilon);
  const outs = [`${sum}.norm`, '', '', sum];
  g.nodeOf('SkipLayerNormalization', inputs, outs, { epsilon }, 'com.microsoft');
  return `${sum}.norm`;
}

function lastRow(g: Graph, x: Value): Value {
  const [start, end, axis] = [[-1], [Number.MAX_SAFE_INTEGER], [0]] as const;
  const bounds = [start, end, axis].map((list) => g.constant('int64', list));
  return g.node('Slice', [x, ...bounds], 'last_row');
}
