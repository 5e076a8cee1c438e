/** The tensors that a GPT-2 is made of, under Hugging Face's names without `transformer.`. */

/** The numbers that decide how large a GPT-2 is; the names are those of `config.json`. */
export interface Dimensions {
  /** Number of blocks, L. */
  readonly n_layer: number;
  /** Heads in each block, H: they cut D into pieces, and no tensor's size depends on them. */
  readonly n_head: number;
  /** Width of the residual stream, D. */
  readonly n_embd: number;
  /** Rows of the position table. */
  readonly n_positions: number;
  /** Rows of the token table, V. */
  readonly vocab_size: number;
  /** Width of the MLP, usually 4 D. */
  readonly n_inner: number;
}

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
export function tensorShapes(of: Dimensions): Map<TensorName, readonly number[]> {
  const { n_layer: L, n_embd: D, n_positions, vocab_size } = of;
  const shapes = new Map<TensorName, readonly number[]>([
    ['wte', [vocab_size, D]],
    ['wpe', [n_positions, D]],
  ]);
  for (let i = 0; i < L; i++)
    for (const [name, shape] of blockShapes(of)) shapes.set(`h.${i}.${name}`, shape);
  return shapes.set('ln_f.weight', [D]).set('ln_f.bias', [D]);
}

/** The shapes of one block; all blocks are alike. */
export function blockShapes({
  n_embd: D,
  n_inner,
}: Dimensions): readonly (readonly [BlockTensor, readonly number[]])[] {
  return [
    ['ln_1.weight', [D]],
    ['ln_1.bias', [D]],
    ['attn.c_attn.weight', [D, 3 * D]],
    ['attn.c_attn.bias', [3 * D]],
    ['attn.c_proj.weight', [D, D]],
    ['attn.c_proj.bias', [D]],
    ['ln_2.weight', [D]],
    ['ln_2.bias', [D]],
    ['mlp.c_fc.weight', [D, n_inner]],
    ['mlp.c_fc.bias', [n_inner]],
    ['mlp.c_proj.weight', [n_inner, D]],
    ['mlp.c_proj.bias', [D]],
  ];
}

/** Weights of a model with a tied head: 124,439,808 for GPT-2, the masks not counted. */
export function countParameters(of: Dimensions): number {
  return [...tensorShapes(of).values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
