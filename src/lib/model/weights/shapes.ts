/** The tensors that a GPT-2 is made of, under Hugging Face's names without `transformer.`. */
import type { Gpt2Config } from '../config.ts';

/** The tensors of one block, in the order they are used. */
export type BlockTensor =
  | `ln_1.${Affine}`
  | `attn.c_attn.${Affine}`
  | `attn.c_proj.${Affine}`
  | `ln_2.${Affine}`
  | `mlp.c_fc.${Affine}`
  | `mlp.c_proj.${Affine}`;
type Affine = 'weight' | 'bias';

/** `lm_head` is the unembedding [V, D]: the token table itself when the head is tied. */
export type TensorName =
  'wte' | 'wpe' | `h.${number}.${BlockTensor}` | `ln_f.${Affine}` | 'lm_head';

/**
 * Every tensor's shape, in the order of the forward pass. Linear layers are [in, out] (HF's Conv1D),
 * `c_attn` holds query, key and value side by side. `lm_head` is left out: it may be tied.
 */
export function tensorShapes(config: Gpt2Config): Map<TensorName, readonly number[]> {
  const { n_layer: L, n_embd: D, n_inner, n_positions, vocab_size } = config;
  const shapes = new Map<TensorName, readonly number[]>([
    ['wte', [vocab_size, D]],
    ['wpe', [n_positions, D]],
  ]);
  for (let i = 0; i < L; i++) {
    shapes.set(`h.${i}.ln_1.weight`, [D]).set(`h.${i}.ln_1.bias`, [D]);
    shapes.set(`h.${i}.attn.c_attn.weight`, [D, 3 * D]).set(`h.${i}.attn.c_attn.bias`, [3 * D]);
    shapes.set(`h.${i}.attn.c_proj.weight`, [D, D]).set(`h.${i}.attn.c_proj.bias`, [D]);
    shapes.set(`h.${i}.ln_2.weight`, [D]).set(`h.${i}.ln_2.bias`, [D]);
    shapes.set(`h.${i}.mlp.c_fc.weight`, [D, n_inner]).set(`h.${i}.mlp.c_fc.bias`, [n_inner]);
    shapes.set(`h.${i}.mlp.c_proj.weight`, [n_inner, D]).set(`h.${i}.mlp.c_proj.bias`, [D]);
  }
  return shapes.set('ln_f.weight', [D]).set('ln_f.bias', [D]);
}

/** Weights of a model with a tied head: 124,439,808 for GPT-2, the masks not counted. */
export function countParameters(config: Gpt2Config): number {
  return [...tensorShapes(config).values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The name in a file, `transformer.` aside. */
export function fileName(name: TensorName): string {
  return name === 'wte' || name === 'wpe' || name === 'lm_head' ? `${name}.weight` : name;
}

/**
 * Old checkpoints store each block's causal mask (50 MB in GPT-2) beside the weights:
 * `h.0.attn.bias` is one, while `h.0.attn.c_attn.bias` is a weight.
 */
export function isMask(name: string): boolean {
  return /^(transformer\.)?h\.\d+\.attn\.(masked_)?bias$/.test(name);
}
