/** The layers that every graph of GPT-2 is made of, named as in its checkpoints. */
import type { Gpt2Config } from '../config.ts';
import { float, type Graph, type Value } from './onnx.ts';

/** Layer normalisation over the width (Ba et al. 2016): (x − mean) / √(variance + ε) · weight + bias. */
export function layerNorm(
  g: Graph,
  config: Gpt2Config,
  x: Value,
  weights: string,
  out: Value,
): Value {
  const D = config.n_embd;
  const inputs = [x, g.weight(`${weights}.weight`, [D]), g.weight(`${weights}.bias`, [D])];
  const epsilon = float(config.layer_norm_epsilon);
  return g.node('LayerNormalization', inputs, out, { axis: -1, epsilon });
}

/** x W + b, with W stored [in, out] as GPT-2's Conv1D does. x: [S, in] → [S, out]. */
export function linear(
  g: Graph,
  x: Value,
  weights: string,
  inputs: number,
  outputs: number,
  out: Value,
): Value {
  const W = g.weight(`${weights}.weight`, [inputs, outputs]);
  const b = g.weight(`${weights}.bias`, [outputs]);
  return g.node('Gemm', [x, W, b], out);
}

/** The checkpoint's non-linearity; GPT-2's own is the tanh form of GELU (Hendrycks & Gimpel 2016). */
export function activation(g: Graph, config: Gpt2Config, x: Value, out: Value): Value {
  if (config.activation_function === 'relu') return g.node('Relu', [x], out);
  const approximate = config.activation_function === 'gelu_new' ? 'tanh' : 'none';
  return g.node('Gelu', [x], out, { approximate });
}

/** W_proj · gelu(W_fc · ln2(x)). x: [S, D] → [S, D], before any edit. */
export function mlp(g: Graph, config: Gpt2Config, layer: number, x: Value): Value {
  const { n_embd: D, n_inner } = config;
  const weights = `h.${String(layer)}`;
  const at = (name: string): Value => `blocks.${String(layer)}.${name}`;
  const normalized = layerNorm(g, config, x, `${weights}.ln_2`, at('ln2'));
  const pre = linear(g, normalized, `${weights}.mlp.c_fc`, D, n_inner, at('mlp.hook_pre'));
  const post = activation(g, config, pre, at('mlp.hook_post'));
  return linear(g, post, `${weights}.mlp.c_proj`, n_inner, D, at('mlp_out'));
}
