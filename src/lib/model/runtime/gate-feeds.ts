/** Gates as inputs of the blocks graph. */
import type { Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../config.ts';
import type { GateTensor, GateValues } from '../gates.ts';
import { GATES, gateGroups, gateInput, type Layers } from '../graph/blocks.ts';
import { insertGap } from './columns.ts';

/** S new tokens after `length` kept ones in a cache of `cap` places. */
export interface Place {
  readonly S: number;
  readonly cap: number;
  readonly length: number;
}

/**
 * Two inputs for each gate and group of layers; those of patterns get a column for each place of
 * the cache. For B texts, edits are those of each: what belongs to heads is there B times.
 */
export function gateFeeds(
  float: (shape: readonly number[], data: Float32Array) => Tensor,
  config: Gpt2Config,
  gates: GateValues,
  { S, cap, length }: Place,
  layers: Layers = { from: 0, to: config.n_layer },
  B = 1,
): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const gate of GATES)
    for (const kind of ['scale', 'add'] as const)
      for (const group of gateGroups(layers)) {
        const { edited } = gates[gate];
        const byHead = edited && (gate === 'pattern' || gate === 'z');
        const one = part(gates[gate][kind], config.n_layer, group);
        const { shape, data } = byHead ? tile(one, group, gate, B) : one;
        const neutral = kind === 'scale' ? 1 : 0;
        feeds[gateInput(gate, kind, group)] =
          gate === 'pattern' && edited
            ? float([shape[0] ?? 0, S, cap + S], insertGap(data, S, cap, length, neutral))
            : float(shape, data);
      }
  return feeds;
}

/** [layers · H, 1, columns] → [layers · B · H, 1, columns], or z's [layers, H, d] → [layers, B · H, d]. */
function tile(
  { shape: [first = 0, second = 0, third = 0], data }: GateTensor,
  { from, to }: Layers,
  gate: 'pattern' | 'z',
  B: number,
): GateTensor {
  if (B === 1) return { shape: [first, second, third], data };
  const size = data.length / (to - from);
  const tiled = new Float32Array(data.length * B);
  for (let i = 0; i < B * (to - from); i++) {
    const layer = Math.floor(i / B);
    tiled.set(data.subarray(layer * size, (layer + 1) * size), i * size);
  }
  const shape = gate === 'pattern' ? [first * B, second, third] : [first, second * B, third];
  return { shape, data: tiled };
}

/** The rows of some of the L layers that are stacked along the first axis. */
function part(
  { shape: [rows = 0, ...rest], data }: GateTensor,
  L: number,
  { from, to }: Layers,
): GateTensor {
  const size = data.length / L;
  return {
    shape: [(rows / L) * (to - from), ...rest],
    data: data.subarray(from * size, to * size),
  };
}
