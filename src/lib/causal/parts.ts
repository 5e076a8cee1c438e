import type { Gpt2Config } from '../model/config.ts';

/** A part of the model that writes into the residual stream and can be switched off. */
export type Part =
  | { readonly kind: 'head'; readonly layer: number; readonly head: number }
  | { readonly kind: 'mlp'; readonly layer: number };

/** Every head and MLP, layer by layer, the heads of a layer before its MLP: L × (H + 1) parts. */
export function partsOf({ n_layer, n_head }: Pick<Gpt2Config, 'n_layer' | 'n_head'>): Part[] {
  return range(n_layer).flatMap((layer): Part[] => [
    ...range(n_head).map((head): Part => ({ kind: 'head', layer, head })),
    { kind: 'mlp', layer },
  ]);
}

/** Example: head 5 of layer 3 → 'L3H5'; the MLP of layer 3 → 'L3 MLP' */
export const partName = (part: Part): string =>
  part.kind === 'head' ? `L${part.layer}H${part.head}` : `L${part.layer} MLP`;

export const samePart = (a: Part, b: Part): boolean => partName(a) === partName(b);

/** True when this model has such a layer and head. */
export const hasPart = (
  { n_layer, n_head }: Pick<Gpt2Config, 'n_layer' | 'n_head'>,
  part: Part,
): boolean => part.layer < n_layer && (part.kind === 'mlp' || part.head < n_head);

/** The activation that a part writes: z for a head (before W_O), hook_mlp_out for an MLP. */
export const activationOf = (part: Part): string =>
  part.kind === 'head' ? `blocks.${part.layer}.attn.hook_z` : `blocks.${part.layer}.hook_mlp_out`;

/** 0, 1, …, n − 1 */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
