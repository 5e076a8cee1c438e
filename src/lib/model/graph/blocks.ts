/**
 * The L blocks of GPT-2 as an ONNX graph (Radford et al. 2019, section 2.3; pre-norm blocks):
 *
 *   x ← x + W_O · concat_h( softmax( q_h k_hᵀ / √d_head + mask ) v_h )      with q, k, v from ln1(x)
 *   x ← x + W_proj · gelu( W_fc · ln2(x) )
 *
 * S tokens are new, P places hold keys and values of earlier ones (some of them empty: the mask
 * hides those). Each activation that a lesson names is an output under TransformerLens's name, and
 * each experiment is an input: at five places of a block the value y becomes y · scale + add,
 * with scale 1 and add 0 where nothing is edited.
 *
 * A batch of B texts, one new token each, is the same graph: x has a row for each text, and their
 * heads count as B · H heads of one text, for heads never look at each other.
 */
import type { Gpt2Config } from '../config.ts';
import { layerNorm, linear, mlp } from './layers.ts';
import { Graph, type Value } from './onnx.ts';

/** The places of a block where an edit can be made, in the order they are computed. */
export const GATES = ['pattern', 'z', 'attn_out', 'mlp_out', 'resid'] as const;
export type Gate = (typeof GATES)[number];

export const pastKey = (layer: number): string => `past_k.${String(layer)}`;
export const pastValue = (layer: number): string => `past_v.${String(layer)}`;
/** Keys and values of the new tokens in the cache's layout, [H, S, d_head]. */
export const newKey = (layer: number): string => `new_k.${String(layer)}`;
export const newValue = (layer: number): string => `new_v.${String(layer)}`;
/** The residual after block `layer`, before any edit of it. */
export const residual = (layer: number): string => `blocks.${String(layer)}.resid`;
/** The residual stream after the graph's last block and its edits, [S, D]. */
export const FINAL = 'resid_final';

/** Blocks `from` to `to`, the latter excluded. */
export interface Layers {
  readonly from: number;
  readonly to: number;
}

/** An edit's inputs for up to six layers at once, stacked along the first axis. */
export const gateInput = (gate: Gate, kind: 'scale' | 'add', { from }: Layers): string =>
  `${gate}.${kind}.${String(from)}`;

/**
 * Layers by sixes: a stack is taken apart by one kernel with a buffer for each part, and WebGPU
 * promises no kernel more than eight buffers.
 */
export function gateGroups({ from, to }: Layers): Layers[] {
  const count = Math.ceil((to - from) / 6);
  return Array.from({ length: count }, (_, i) => ({
    from: from + 6 * i,
    to: Math.min(to, from + 6 * (i + 1)),
  }));
}

/**
 * Builds the graph of all blocks, or of some that follow each other.
 * Inputs: `x` [S, D]; `mask` [S, P+S] (0 where a query may look, a large negative number where
 * not); `split` [2] = (P, S); `heads` [3] = (−1, H, d_head); per layer `past_k.i`, `past_v.i` [H, P, d_head], keys as [H, d_head, P]
 * where `keysAs` says columns (on a processor, products with rows of keys take twice as long); per gate
 * and group of layers `GATE.scale.FROM` and `GATE.add.FROM`, stacked along the first axis. For a batch
 * x is [B, D], S is 1, and H is B · H in `heads` and everywhere else.
 */
export function blocksGraph(
  config: Gpt2Config,
  weightsAs: 'initializers' | 'inputs',
  { from, to }: Layers = { from: 0, to: config.n_layer },
  keysAs: 'rows' | 'columns' = 'rows',
): Graph {
  const g = new Graph('blocks', weightsAs);
  const { n_embd: D } = config;
  const H = 'H';
  const d_head = D / config.n_head;
  let x = g.input('x', 'float32', ['S', D]);
  g.input('mask', 'float32', ['S', 'P+S']);
  g.input('split', 'int64', [2]);
  g.input('heads', 'int64', [3]);
  const gates = new Map(GATES.map((gate) => [gate, gateInputs(g, gate, { from, to })]));

  for (let i = from; i < to; i++) {
    const at = (name: string): Value => `blocks.${String(i)}.${name}`;
    const edit = (gate: Gate, y: Value, out: Value): Value => {
      const { scale, add } = gates.get(gate) ?? { scale: [], add: [] };
      const scaled = g.node('Mul', [y, scale[i - from] ?? ''], `${out}.scaled`);
      return g.node('Add', [scaled, add[i - from] ?? ''], out);
    };
    const show = (name: Value, ...shape: (number | string)[]): Value => g.output(name, shape);

    // q, k, v: (S, D) each, and by head (S, H, d_head)
    const normalized = layerNorm(g, config, x, `h.${String(i)}.ln_1`, at('ln1'));
    const qkv = linear(g, normalized, `h.${String(i)}.attn.c_attn`, D, 3 * D, at('qkv'));
    const names = [at('attn.hook_q'), at('attn.hook_k'), at('attn.hook_v')] as const;
    g.nodeOf('Split', [qkv], names, { axis: 1, num_outputs: 3 });
    const heads = names.map((name) => g.node('Reshape', [name, 'heads'], `${name}.heads`));
    const [q = '', k = '', v = ''] = heads;

    // scores: (H, S, P+S), q kᵀ / √d_head against the kept keys and the new ones
    const scale = g.constant('float32', scoreScale(config, i));
    const query = g.node('Mul', [q, scale], at('attn.q.scaled'));
    const Q = g.node('Transpose', [query], at('attn.Q'), { perm: [1, 0, 2] });
    const K = g.node('Transpose', [k], newKey(i), { perm: [1, 0, 2] });
    const V = g.node('Transpose', [v], newValue(i), { perm: [1, 0, 2] });
    const keptK = keysAs === 'rows' ? [H, 'P', d_head] : [H, d_head, 'P'];
    const pastK = g.input(pastKey(i), 'float32', keptK);
    const pastV = g.input(pastValue(i), 'float32', [H, 'P', d_head]);
    const columns = (keys: Value, out: Value): Value =>
      g.node('Transpose', [keys], out, { perm: [0, 2, 1] });
    const pastKT = keysAs === 'columns' ? pastK : columns(pastK, at('attn.past_kT'));
    const pastScores = g.node('MatMul', [Q, pastKT], at('attn.past_scores'));
    const newScores = g.node('MatMul', [Q, columns(K, at('attn.new_kT'))], at('attn.new_scores'));
    const scores = g.node('Concat', [pastScores, newScores], at('attn.hook_attn_scores'), {
      axis: 2,
    });

    // pattern: (H, S, P+S), each row a distribution over what the query may see
    const masked = g.node('Add', [scores, 'mask'], at('attn.masked'));
    const softmax = g.node('Softmax', [masked], at('attn.softmax'), { axis: -1 });
    const pattern = edit('pattern', softmax, at('attn.hook_pattern'));

    // z: (S, H, d_head), the values averaged with the pattern as weights
    const [toPast, toNew] = [at('attn.pattern.past'), at('attn.pattern.new')];
    g.nodeOf('Split', [pattern, 'split'], [toPast, toNew], { axis: 2 });
    const zPast = g.node('MatMul', [toPast, pastV], at('attn.z.past'));
    const zNew = g.node('MatMul', [toNew, V], at('attn.z.new'));
    const zSum = g.node('Add', [zPast, zNew], at('attn.z.sum'));
    const zT = g.node('Transpose', [zSum], at('attn.z'), { perm: [1, 0, 2] });
    const z = edit('z', zT, at('attn.hook_z'));
    const concat = g.node('Reshape', [z, g.constant('int64', [-1, D])], at('attn.concat'));

    const W_O = linear(g, concat, `h.${String(i)}.attn.c_proj`, D, D, at('attn_out'));
    const attnOut = edit('attn_out', W_O, at('hook_attn_out'));
    const mid = g.node('Add', [x, attnOut], at('hook_resid_mid'));

    const out = mlp(g, config, i, mid);
    const mlpOut = edit('mlp_out', out, at('hook_mlp_out'));
    const post = g.node('Add', [mid, mlpOut], residual(i));
    x = edit('resid', post, i === to - 1 ? FINAL : at('resid_edited'));

    for (const name of names) show(name, 'S', D);
    show(at('attn.hook_attn_scores'), H, 'S', 'P+S');
    show(pattern, H, 'S', 'P+S');
    show(z, 'S', H, d_head);
    for (const name of [K, V]) show(name, H, 'S', d_head);
    for (const name of [attnOut, mid, mlpOut, post]) show(name, 'S', D);
    for (const name of [at('mlp.hook_pre'), at('mlp.hook_post')]) show(name, 'S', config.n_inner);
  }
  g.output(FINAL, ['S', D]);
  return g;
}

/** 1/√d_head, divided again by the layer's number where the checkpoint asks for it. */
export function scoreScale(config: Gpt2Config, layer: number): number {
  const byWidth = 1 / Math.sqrt(config.n_embd / config.n_head);
  return config.scale_attn_by_inverse_layer_idx ? byWidth / (layer + 1) : byWidth;
}

function gateInputs(g: Graph, gate: Gate, layers: Layers): { scale: Value[]; add: Value[] } {
  const byLayer = (kind: 'scale' | 'add'): Value[] =>
    gateGroups(layers).flatMap((group) => {
      const name = gateInput(gate, kind, group);
      const rank = gate === 'pattern' || gate === 'z' ? 3 : 2;
      const dims = Array.from({ length: rank }, (_, axis) => `${name}.${String(axis)}`);
      const input = g.input(name, 'float32', dims);
      const count = group.to - group.from;
      const parts = Array.from({ length: count }, (_, i) => `${name}.part.${String(i)}`);
      if (count === 1) g.node('Identity', [input], parts[0] ?? '');
      else g.nodeOf('Split', [input], parts, { axis: 0, num_outputs: count });
      return parts;
    });
  return { scale: byLayer('scale'), add: byLayer('add') };
}
