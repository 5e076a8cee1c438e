/** The activation functions that GPT-2-architecture checkpoints use in their MLPs. */
export type ActivationFunction = 'gelu_new' | 'gelu' | 'relu';

/**
 * What the shape of a GPT-2 is made of. The names are those of Hugging Face's `config.json`
 * (Radford et al. 2019, section 2.3, gives the values of the four published sizes).
 */
export interface Gpt2Config {
  /** Number of blocks, L. */
  readonly n_layer: number;
  /** Heads in each block, H. */
  readonly n_head: number;
  /** Width of the residual stream, D; each head is d_head = D / H wide. */
  readonly n_embd: number;
  /** Rows of the position table: the longest text the model can read at once. */
  readonly n_positions: number;
  /** Rows of the token table, V. */
  readonly vocab_size: number;
  /** Width of the MLP; 4 D when the file does not say. */
  readonly n_inner: number;
  readonly activation_function: ActivationFunction;
  readonly layer_norm_epsilon: number;
  /** Divide the scores of block i by i + 1 as well as by √d_head (Mistral's GPT-2 runs do). */
  readonly scale_attn_by_inverse_layer_idx: boolean;
  /** The id of `<|endoftext|>`, which begins and ends documents. */
  readonly eos_token_id: number;
}
