import type { Checkpoint } from '../../src/lib/model/weights/index.ts';
import type { Weights } from '../../src/lib/reference/index.ts';

/** All weights of a checkpoint at once, as the reference implementation takes them. */
export async function readWeights(checkpoint: Checkpoint): Promise<Weights> {
  const weights: Record<string, Float32Array> = {};
  for (const name of checkpoint.names) weights[name] = await checkpoint.tensor(name);
  return weights;
}
