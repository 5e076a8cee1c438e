/** Gates as inputs of the blocks graph. */
import type { Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../config.ts';
import type { GateValues } from '../gates.ts';
import { GATES } from '../graph/blocks.ts';
import { insertGap } from './columns.ts';

/** S new tokens after `length` kept ones in a cache of `cap` places. */
export interface Place {
  readonly S: number;
  readonly cap: number;
  readonly length: number;
}

/** Two inputs for each gate; those of patterns get a column for each place of the cache. */
export function gateFeeds(
  float: (shape: readonly number[], data: Float32Array) => Tensor,
  config: Gpt2Config,
  gates: GateValues,
  { S, cap, length }: Place,
): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const gate of GATES)
    for (const kind of ['scale', 'add'] as const) {
      const { shape, data } = gates[gate][kind];
      const neutral = kind === 'scale' ? 1 : 0;
      feeds[`${gate}.${kind}`] =
        gate === 'pattern' && gates[gate].edited
          ? float(
              [config.n_layer * config.n_head, S, cap + S],
              insertGap(data, S, cap, length, neutral),
            )
          : float(shape, data);
    }
  return feeds;
}
