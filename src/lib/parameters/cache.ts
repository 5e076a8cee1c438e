import type { Dimensions } from './tensors.ts';

/**
 * Bytes that the keys and values of one token take: two vectors of width D in each block.
 * Example: 2 · 12 · 768 · 4 = 73,728 bytes in float32 for GPT-2 small.
 */
export function cacheBytesPerToken(
  { n_layer: L, n_embd: D }: Dimensions,
  bytesPerNumber: number,
): number {
  return 2 * L * D * bytesPerNumber;
}
