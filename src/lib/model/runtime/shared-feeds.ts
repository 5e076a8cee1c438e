/** Inputs of the blocks graph that are the same on every backend. */
import type { Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../config.ts';
import { causalMask } from './columns.ts';
import type { Place } from './gate-feeds.ts';
import type { Ort } from './session.ts';

/** New tokens of each of B texts: as many as there are rows of x, or one where there are several texts. */
export function newTokens(x: Float32Array, { n_embd: D }: Gpt2Config, B: number): number {
  if (B === 1) return x.length / D;
  if (x.length !== B * D) throw new Error('a batch is read one token of each text at a time');
  return 1;
}

/** Where each query may look, where kept columns end, and how many heads there are. */
export function sharedFeeds(
  ort: Pick<Ort, 'Tensor'>,
  { n_head: H, n_embd: D }: Gpt2Config,
  { S, cap, length, B }: Place & { readonly B: number },
): Record<'mask' | 'split' | 'heads', Tensor> {
  const int64 = (...values: number[]): Tensor =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
  return {
    mask: new ort.Tensor('float32', causalMask(S, cap, length), [S, cap + S]),
    split: int64(cap, S),
    heads: int64(-1, B * H, D / H),
  };
}
