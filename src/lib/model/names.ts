/**
 * The names of activations: exactly those of TransformerLens's cache
 * (https://transformerlensorg.github.io/TransformerLens/, "model structure").
 */
import type { Gpt2Config } from './config.ts';
import { ModelError } from './errors.ts';

/** The activations of one block, in the order they are computed. */
export const BLOCK_NAMES = [
  'hook_resid_pre',
  'ln1.hook_normalized',
  'attn.hook_q',
  'attn.hook_k',
  'attn.hook_v',
  'attn.hook_attn_scores',
  'attn.hook_pattern',
  'attn.hook_z',
  'hook_attn_out',
  'hook_resid_mid',
  'ln2.hook_normalized',
  'mlp.hook_pre',
  'mlp.hook_post',
  'hook_mlp_out',
  'hook_resid_post',
] as const;
export type BlockName = (typeof BLOCK_NAMES)[number];

/** An activation's name taken apart: `blocks.3.attn.hook_z` is layer 3, `attn.hook_z`. */
export interface Place {
  readonly name: string;
  /** null for the three that stand outside the blocks. */
  readonly layer: number | null;
  readonly part: BlockName | 'hook_embed' | 'hook_pos_embed' | 'ln_final.hook_normalized';
}

/** Every activation of this model, in the order of computation. */
export function activationNames(config: Gpt2Config): string[] {
  const layers = Array.from({ length: config.n_layer }, (_, i) => i);
  return [
    'hook_embed',
    'hook_pos_embed',
    ...layers.flatMap((i) => BLOCK_NAMES.map((part) => `blocks.${String(i)}.${part}`)),
    'ln_final.hook_normalized',
  ];
}

/** Reads a name; null when this model has no such activation. */
export function placeOf(config: Gpt2Config, name: string): Place | null {
  if (name === 'hook_embed' || name === 'hook_pos_embed' || name === 'ln_final.hook_normalized')
    return { name, layer: null, part: name };
  const [, number = '', rest = ''] = /^blocks\.(\d+)\.(.+)$/.exec(name) ?? [];
  const part = BLOCK_NAMES.find((known) => known === rest);
  const layer = Number(number);
  if (part === undefined || String(layer) !== number || layer >= config.n_layer) return null;
  return { name, layer, part };
}

/** The names to capture, in the order of computation; `bad-capture` names the first unknown one. */
export function captureList(config: Gpt2Config, wanted: readonly string[] | 'all'): string[] {
  const all = activationNames(config);
  if (wanted === 'all') return all;
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new ModelError('bad-capture', `no such activation: ${unknown}`);
  return all.filter((name) => wanted.includes(name));
}

/** The shape of an activation for T tokens, as TransformerLens stores it, without the batch. */
export function activationShape(config: Gpt2Config, place: Place, T: number): number[] {
  const { n_head: H, n_embd: D, n_inner } = config;
  switch (place.part) {
    case 'attn.hook_q':
    case 'attn.hook_k':
    case 'attn.hook_v':
    case 'attn.hook_z':
      return [T, H, D / H];
    case 'attn.hook_attn_scores':
    case 'attn.hook_pattern':
      return [H, T, T];
    case 'mlp.hook_pre':
    case 'mlp.hook_post':
      return [T, n_inner];
    default:
      return [T, D];
  }
}
