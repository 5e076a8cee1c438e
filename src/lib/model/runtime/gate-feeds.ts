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
 * the cache.
 */
export function gateFeeds(
  float: (shape: readonly number[], data: Float32Array) => Tensor,
  config: Gpt2Config,
  gates: GateValues,
  { S, cap, length }: Place,
  layers: Layers = { from: 0, to: config.n_layer },
): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const gate of GATES)
    for (const kind of ['scale', 'add'] as const)
      for (const group of gateGroups(layers)) {
        const { shape, data } = part(gates[gate][kind], config.n_layer, group);
        const neutral = kind === 'scale' ? 1 : 0;
        feeds[gateInput(gate, kind, group)] =
          gate === 'pattern' && gates[gate].edited
            ? float([shape[0] ?? 0, S, cap + S], insertGap(data, S, cap, length, neutral))
            : float(shape, data);
      }
  return feeds;
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
