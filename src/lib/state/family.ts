/** Models that are known before any server is asked, and what they weigh. */
import { countParameters, tensorShapes } from '../model/weights/index.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { StoredDtype } from '../model/store/manifest.ts';
import { DEFAULT_BLOCK, storedBytes, storedDtype } from '../model/store/quantise.ts';

/** Layers, heads and width as each repository's config.json has them. */
const sizes = {
  'openai-community/gpt2': [12, 12, 768],
  'openai-community/gpt2-medium': [24, 16, 1024],
  'openai-community/gpt2-large': [36, 20, 1280],
  'distilbert/distilgpt2': [6, 12, 768],
} as const;

export type Known = keyof typeof sizes;
export const family = Object.keys(sizes) as Known[];

export interface Weight {
  readonly parameters: number;
  /** Float32 weights as the hub serves them, without the masks, which are not fetched. */
  readonly fetched: number;
  /** In this browser's store. */
  readonly stored: number;
}

/** Null for a repository that is not known here. */
export function weightOf(repo: string, dtype: StoredDtype): Weight | null {
  if (!Object.hasOwn(sizes, repo)) return null;
  const [n_layer, n_head, n_embd] = sizes[repo as Known];
  const config: Gpt2Config = {
    ...{ n_layer, n_head, n_embd, n_inner: 4 * n_embd },
    ...{ n_positions: 1024, vocab_size: 50_257, eos_token_id: 50_256 },
    ...{ activation_function: 'gelu_new', layer_norm_epsilon: 1e-5 },
    scale_attn_by_inverse_layer_idx: false,
  };
  const parameters = countParameters(config);
  const stored = [...tensorShapes(config)].reduce((sum, [name, shape]) => {
    const form = { dtype: storedDtype(name, dtype), shape, block: DEFAULT_BLOCK };
    return sum + storedBytes(form);
  }, 0);
  return { parameters, fetched: 4 * parameters, stored };
}
