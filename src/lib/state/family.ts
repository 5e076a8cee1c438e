/** Models that are known before any server is asked, and what they weigh. */
import type { StoredDtype } from '../model/store/manifest.ts';
import { countParameters, publishedSizes } from '../parameters/index.ts';
import { weightBytes } from './weight-bytes.ts';

/** Sizes as each repository's config.json has them. */
const [small, medium, large] = publishedSizes;
const sizes = {
  'openai-community/gpt2': small,
  'openai-community/gpt2-medium': medium,
  'openai-community/gpt2-large': large,
  'distilbert/distilgpt2': { ...small, n_layer: 6 },
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
  const size = sizes[repo as Known];
  const { stored } = weightBytes(size, dtype);
  return { parameters: countParameters(size), fetched: weightBytes(size, 'fp32').plain, stored };
}
