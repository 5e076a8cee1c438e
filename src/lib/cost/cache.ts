/** Memory of the KV cache: as the formula has it, and as this engine allocates it. */
import { cacheBytesPerToken, type Dimensions } from '../parameters/index.ts';

/** Keys and values are kept in float32 by every backend here. */
const BYTES = 4;
/** The engine makes room for so many tokens at a time. */
const BUCKET = 64;

/** 2 · L · T · D · bytes: a key and a value of width D for each token in each block. */
export function cacheBytes(of: Dimensions, tokens: number, bytes = BYTES): number {
  return tokens * cacheBytesPerToken(of, bytes);
}

/**
 * What the engine takes for it while it writes a text that has grown to `tokens`: on WASM room for
 * the next multiple of 64 tokens, never more than the model has positions; on WebGPU the whole table
 * at once, so that its steps can be recorded and replayed.
 */
export function allocatedBytes(of: Dimensions, tokens: number, backend: 'wasm' | 'webgpu'): number {
  const room = tokens <= 1 ? 1 : Math.ceil(tokens / BUCKET) * BUCKET;
  return cacheBytes(of, backend === 'webgpu' ? of.n_positions : Math.min(of.n_positions, room));
}
