import type { Dimensions } from './tensors.ts';

export type SizeName = 'small' | 'medium' | 'large' | 'xl';

export interface PublishedSize extends Dimensions {
  readonly name: SizeName;
  /** The repository of its weights on the hub. */
  readonly repo: string;
  /** Millions of parameters as Table 2 of the paper prints them. */
  readonly printed: number;
}

/** Tokens and positions of every GPT-2 (Radford et al. 2019, section 2.3). */
const GPT2 = { n_positions: 1024, vocab_size: 50_257 } as const;

/**
 * GPT-1's vocabulary (Radford et al. 2018; `vocab_size` of openai-community/openai-gpt). With it in
 * the place of 50,257 the four sizes come to 117, 345, 762 and 1,542 million, as the paper prints.
 */
export const GPT1_VOCABULARY = 40_478;

/** The four sizes: layers and width by Table 2 of Radford et al. 2019, heads by the released models. */
export const publishedSizes: readonly [PublishedSize, PublishedSize, PublishedSize, PublishedSize] =
  [
    size('small', 'openai-community/gpt2', 117, 12, 12, 768),
    size('medium', 'openai-community/gpt2-medium', 345, 24, 16, 1024),
    size('large', 'openai-community/gpt2-large', 762, 36, 20, 1280),
    size('xl', 'openai-community/gpt2-xl', 1542, 48, 25, 1600),
  ];

function size(
  name: SizeName,
  repo: string,
  printed: number,
  n_layer: number,
  n_head: number,
  n_embd: number,
): PublishedSize {
  return { ...GPT2, name, repo, printed, n_layer, n_head, n_embd, n_inner: 4 * n_embd };
}

/** The model that comes with the site, as its config.json has it. */
export const teachingSize: Dimensions = {
  ...{ n_layer: 4, n_head: 8, n_embd: 256, n_inner: 1024, n_positions: 256, vocab_size: 8193 },
};
