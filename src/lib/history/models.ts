/**
 * GPT-1, GPT-2 and GPT-3 as their makers published them.
 *
 * - GPT-1: Radford, Narasimhan, Salimans, Sutskever (2018), sections 3 and 4.1; vocabulary and size as
 *   released (openai-community/openai-gpt). Its text is BooksCorpus (Zhu et al. 2015); the 4.85 GB are
 *   those of the copy on the Hugging Face hub (`bookcorpus`, 4,853,859,824 bytes).
 * - GPT-2: Radford, Wu, Child, Luan, Amodei, Sutskever (2019), section 2.1 (40 GB, 8 million documents)
 *   and table 2; announced 2019-02-14, all weights out 2019-11-05.
 * - GPT-3: Brown et al. (2020), tables 2.1, 2.2 and D.1, section 2.2 (45 TB of compressed plain text
 *   before filtering, 570 GB after).
 */
export interface PublishedModel {
  readonly name: string;
  /** The day it was first shown, ISO 8601. */
  readonly date: string;
  /** Parameters as the paper or the release states them. */
  readonly parameters: number;
  /** Bytes of text that it learned from. */
  readonly bytes: number;
  /** Bytes collected before filtering, where the paper says. */
  readonly rawBytes?: number;
  /** Tokens that it can read at once. */
  readonly context: number;
  readonly n_layer: number;
  readonly n_embd: number;
  readonly vocab_size: number;
  readonly corpus: string;
  readonly source: string;
}

export const publishedModels: readonly PublishedModel[] = [
  {
    name: 'GPT-1',
    date: '2018-06-11',
    parameters: 117e6,
    bytes: 4_853_859_824,
    context: 512,
    n_layer: 12,
    n_embd: 768,
    vocab_size: 40_478,
    corpus: 'BooksCorpus',
    source: 'Radford et al. 2018',
  },
  {
    name: 'GPT-2',
    date: '2019-02-14',
    parameters: 1.5e9,
    bytes: 40e9,
    context: 1024,
    n_layer: 48,
    n_embd: 1600,
    vocab_size: 50_257,
    corpus: 'WebText',
    source: 'Radford et al. 2019',
  },
  {
    name: 'GPT-3',
    date: '2020-05-28',
    parameters: 175e9,
    bytes: 570e9,
    rawBytes: 45e12,
    context: 2048,
    n_layer: 96,
    n_embd: 12_288,
    vocab_size: 50_257,
    corpus: 'Common Crawl',
    source: 'Brown et al. 2020',
  },
];

/**
 * Human-made data of InstructGPT: prompts in each training set.
 * Source: Ouyang et al. 2022, section 3.2 and table 6.
 */
export const instructSets = { demonstrations: 12_725, comparisons: 33_207, ppo: 31_144 } as const;

/** Tokens that GPT-3 read in pretraining. Source: Brown et al. 2020, table 2.1. */
export const gpt3Tokens = 300e9;
