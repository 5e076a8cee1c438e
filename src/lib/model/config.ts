import { ModelError } from './errors.ts';

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

/**
 * Reads Hugging Face's `config.json` of a GPT-2 (already parsed), with the defaults of HF's
 * `GPT2Config` for what it leaves out, and under either of the two names it gives the sizes.
 * Throws `not-gpt2` for another architecture or a variant that this engine does not compute, and
 * `bad-config` for numbers that make no sense.
 */
export function parseConfig(json: unknown): Gpt2Config {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ModelError('bad-config', `config.json is not an object: ${brief(json)}`);
  const fields = new Map<string, unknown>(Object.entries(json));
  refuseOtherModels(fields);

  const n_embd = count(fields, ['n_embd', 'hidden_size'], 768, 65_536);
  const n_head = count(fields, ['n_head', 'num_attention_heads'], 12, 4_096);
  if (n_embd % n_head !== 0)
    throw new ModelError('bad-config', `n_embd ${n_embd} is not divisible by n_head ${n_head}`);
  const vocab_size = count(fields, ['vocab_size'], 50_257, 8_388_608);
  return {
    n_layer: count(fields, ['n_layer', 'num_hidden_layers'], 12, 1_024),
    n_head,
    n_embd,
    n_positions: count(fields, ['n_positions', 'max_position_embeddings'], 1_024, 1_048_576),
    vocab_size,
    n_inner: count(fields, ['n_inner'], 4 * n_embd, 1_048_576),
    activation_function: activation(fields.get('activation_function')),
    layer_norm_epsilon: epsilon(fields.get('layer_norm_epsilon')),
    scale_attn_by_inverse_layer_idx: flag(fields, 'scale_attn_by_inverse_layer_idx', false),
    eos_token_id: endOfText(fields.get('eos_token_id'), vocab_size),
  };
}

function refuseOtherModels(fields: ReadonlyMap<string, unknown>): void {
  const type = fields.get('model_type');
  const architectures = fields.get('architectures');
  const named: unknown = Array.isArray(architectures) ? architectures[0] : undefined;
  const found = type ?? named;
  if (found === undefined || found === null)
    throw new ModelError('not-gpt2', 'config.json names neither a model_type nor an architecture');
  if (type === undefined || type === null ? !String(named).startsWith('GPT2') : type !== 'gpt2')
    throw new ModelError('not-gpt2', `not a GPT-2 but another architecture: ${brief(found)}`, {
      details: { found: brief(found) },
    });
  if (flag(fields, 'add_cross_attention', false))
    throw new ModelError('not-gpt2', 'a GPT-2 with cross-attention: add_cross_attention is true');
  if (!flag(fields, 'scale_attn_weights', true))
    throw new ModelError('not-gpt2', 'a GPT-2 with unscaled scores: scale_attn_weights is false');
}

/**
 * Hugging Face's names for the same functions (transformers, activations.py): `gelu_pytorch_tanh`,
 * `gelu_fast` and `gelu_accurate` are ways of writing the tanh form, `gelu_python` the erf form.
 */
const activations = new Map<unknown, ActivationFunction>([
  ['gelu_new', 'gelu_new'],
  ['gelu_pytorch_tanh', 'gelu_new'],
  ['gelu_fast', 'gelu_new'],
  ['gelu_accurate', 'gelu_new'],
  ['gelu', 'gelu'],
  ['gelu_python', 'gelu'],
  ['relu', 'relu'],
]);

function activation(value: unknown): ActivationFunction {
  const known = activations.get(value ?? 'gelu_new');
  if (known === undefined)
    throw new ModelError('not-gpt2', `unknown activation_function: ${brief(value)}`);
  return known;
}

function count(
  fields: ReadonlyMap<string, unknown>,
  names: readonly string[],
  byDefault: number,
  largest: number,
): number {
  const name = names.find((name) => (fields.get(name) ?? null) !== null);
  const value = name === undefined ? byDefault : fields.get(name);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largest)
    return value;
  const wanted = `a whole number from 1 to ${largest}`;
  throw new ModelError('bad-config', `${name ?? names[0]} is not ${wanted}: ${brief(value)}`);
}

function flag(fields: ReadonlyMap<string, unknown>, name: string, byDefault: boolean): boolean {
  const value = fields.get(name) ?? byDefault;
  if (typeof value === 'boolean') return value;
  throw new ModelError('bad-config', `${name} is neither true nor false: ${brief(value)}`);
}

function epsilon(value: unknown): number {
  const eps = value ?? 1e-5;
  if (typeof eps === 'number' && eps > 0 && eps < 1) return eps;
  throw new ModelError('bad-config', `layer_norm_epsilon is not between 0 and 1: ${brief(eps)}`);
}

/** HF allows a list of ids; the first counts. A missing id is GPT-2's, or the last one there is. */
function endOfText(value: unknown, vocab_size: number): number {
  const id: unknown = Array.isArray(value) ? value[0] : value;
  if (id === undefined || id === null) return Math.min(50_256, vocab_size - 1);
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < vocab_size) return id;
  const rows = `a vocabulary of ${vocab_size}`;
  throw new ModelError('bad-config', `eos_token_id is outside ${rows}: ${brief(id)}`);
}

/** A value as it stands in the file, cut to one line. */
function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
