/**
 * GPT-2 as an ONNX file usually is: token ids in, logits and the whole grown cache out, under the
 * names that transformers.js knows. Attention is Microsoft's fused operator and the head is the
 * token table itself, both to the advantage of whoever runs it.
 */
import type { Gpt2Config } from '#lib/model/config.ts';
import { activation } from '#lib/model/graph/layers.ts';
import { float, Graph, type Value } from '#lib/model/graph/onnx.ts';

export const pastNames = ({ n_layer: L }: Gpt2Config): string[] => cacheNames(L, 'past_key_values');
export const presentNames = ({ n_layer: L }: Gpt2Config): string[] => cacheNames(L, 'present');

export interface UsualForm {
  /** Logits after every token, as exported models have them, or after the last one only. */
  readonly logits: 'all' | 'last';
  /** `q8`: weights and, while running, activations in 8 bits, as transformers.js does by default. */
  readonly weights: 'fp32' | 'q8';
}

/** Inputs `input_ids`, `position_ids` [1, S] and past [1, H, P, d_head]; outputs logits and present. */
export function usualGraph(config: Gpt2Config, { logits, weights }: UsualForm): Graph {
  const g = new Graph('gpt2', 'initializers');
  const { n_layer: L, n_head: H, n_embd: D, n_positions: N, vocab_size: V } = config;
  const linear = weights === 'fp32' ? floatLinear : quantizedLinear;
  const ids = g.input('input_ids', 'int64', [1, 'S']);
  const positions = g.input('position_ids', 'int64', [1, 'S']);
  const past = pastNames(config).map((name) => g.input(name, 'float32', [1, H, 'P', D / H]));
  const tokens = g.node('Gather', [g.weight('wte', [V, D]), ids], 'tokens');
  const places = g.node('Gather', [g.weight('wpe', [N, D]), positions], 'places');
  let x = g.node('Add', [tokens, places], 'x');
  for (let i = 0; i < L; i++) {
    const h = `h.${String(i)}`;
    const at = (name: string): Value => `${h}.${name}`;
    const ln1 = norm(g, config, x, at('ln_1'));
    const qkv = linear(g, ln1, at('attn.c_attn'), D, 3 * D);
    const [q, k, v] = [at('q'), at('k'), at('v')];
    g.nodeOf('Split', [qkv], [q, k, v], { axis: 2, num_outputs: 3 });
    const present = presentNames(config).slice(2 * i, 2 * i + 2);
    const inputs = [q, k, v, '', '', '', past[2 * i] ?? '', past[2 * i + 1] ?? ''];
    const heads = { num_heads: H, unidirectional: 1 };
    g.nodeOf('MultiHeadAttention', inputs, [at('z'), ...present], heads, 'com.microsoft');
    for (const name of present) g.output(name, [1, H, 'P+S', D / H]);
    const mid = g.node('Add', [x, linear(g, at('z'), at('attn.c_proj'), D, D)], at('mid'));
    const pre = linear(g, norm(g, config, mid, at('ln_2')), at('mlp.c_fc'), D, config.n_inner);
    const post = activation(g, config, pre, at('post'));
    x = g.node('Add', [mid, linear(g, post, at('mlp.c_proj'), config.n_inner, D)], at('out'));
  }
  const final = norm(g, config, logits === 'last' ? lastRow(g, x) : x, 'ln_f');
  const scores = weights === 'fp32' ? floatHead(g, final, V, D) : quantizedHead(g, final, V, D);
  g.node('Reshape', [scores, g.constant('int64', [1, -1, V])], 'logits');
  g.output('logits', [1, 'S_out', V]);
  return g;
}

function cacheNames(L: number, prefix: string): string[] {
  const layers = Array.from({ length: L }, (_, i) => `${prefix}.${String(i)}`);
  return layers.flatMap((layer) => [`${layer}.key`, `${layer}.value`]);
}

function norm(g: Graph, config: Gpt2Config, x: Value, name: string): Value {
  const D = config.n_embd;
  const inputs = [x, g.weight(`${name}.weight`, [D]), g.weight(`${name}.bias`, [D])];
  const epsilon = float(config.layer_norm_epsilon);
  return g.node('LayerNormalization', inputs, `${name}.out`, { axis: -1, epsilon });
}

function floatLinear(g: Graph, x: Value, name: string, inputs: number, outputs: number): Value {
  const W = g.weight(`${name}.weight`, [inputs, outputs]);
  return withBias(g, g.node('MatMul', [x, W], `${name}.xW`), name, outputs);
}

function floatHead(g: Graph, x: Value, V: number, D: number): Value {
  const rows = g.node('Reshape', [x, g.constant('int64', [-1, D])], 'rows');
  return g.node('Gemm', [rows, g.weight('wte', [V, D])], 'scores', { transB: 1 });
}

function quantizedLinear(g: Graph, x: Value, name: string, inputs: number, outputs: number): Value {
  const xW = quantizedProduct(g, x, `${name}.weight`, [inputs, outputs]);
  return withBias(g, xW, name, outputs);
}

function quantizedHead(g: Graph, x: Value, V: number, D: number): Value {
  return quantizedProduct(g, x, 'wte.transposed', [D, V]);
}

/**
 * What onnxruntime's `quantize_dynamic` writes for x W: x is quantised anew in each call. The table
 * that rows are picked from stays in float32: picking costs nothing either way.
 */
function quantizedProduct(g: Graph, x: Value, name: string, shape: [number, number]): Value {
  const [xq, scale, zero] = [`${name}.x`, `${name}.x.scale`, `${name}.x.zero`];
  g.nodeOf('DynamicQuantizeLinear', [x], [xq, scale, zero]);
  const W = g.weight(`${name}.q8`, shape, 'uint8');
  const sums = g.node(
    'MatMulInteger',
    [xq, W, zero, g.weight('zero.q8', [], 'uint8')],
    `${name}.sums`,
  );
  const floats = g.node('Cast', [sums], `${name}.floats`, { to: 1 });
  const scales = g.node('Mul', [scale, g.weight(`${name}.scale`, [])], `${name}.scales`);
  return g.node('Mul', [floats, scales], `${name}.product`);
}

function withBias(g: Graph, x: Value, name: string, outputs: number): Value {
  return g.node('Add', [x, g.weight(`${name}.bias`, [outputs])], `${name}.out`);
}

function lastRow(g: Graph, x: Value): Value {
  const bounds = [[-1], [Number.MAX_SAFE_INTEGER], [1]].map((list) => g.constant('int64', list));
  return g.node('Slice', [x, ...bounds], 'last');
}
