/**
 * From the residual stream to logits: `ln_final`, then one dot product with each row of the token
 * table (GPT-2's head is tied: wteᵀ). Any rows may go in: the last residual gives the prediction,
 * every layer's residual gives the logit lens, a head's output its direct logit attribution.
 */
import type { Gpt2Config } from '../config.ts';
import { layerNorm } from './layers.ts';
import { Graph } from './onnx.ts';

/** rows [N, D] → logits [N, V]. `head` names the table: `wte` when tied, `lm_head` when not. */
export function unembedGraph(
  config: Gpt2Config,
  head: 'wte' | 'lm_head',
  weightsAs: 'initializers' | 'inputs',
): Graph {
  const g = new Graph('unembed', weightsAs);
  const { n_embd: D, vocab_size: V } = config;
  const rows = g.input('rows', 'float32', ['N', D]);
  const normalized = layerNorm(g, config, rows, 'ln_f', 'ln_final');
  g.node('Gemm', [normalized, g.weight(head, [V, D])], 'logits', { transB: 1 });
  g.output('logits', ['N', V]);
  return g;
}
