/**
 * The golden facts of `openai-community/gpt2`, each as its source printed it. TransformerLens centres
 * the unembedding, so only probabilities, losses and differences of logits are compared with it.
 * `rounding` is half of the last digit printed, unless the source's own test gives a tolerance.
 */
import type { FactSet } from '../types.ts';
import { differences } from './differences.ts';
import { heads } from './heads.ts';
import { losses } from './losses.ts';
import { parameters } from './parameters.ts';
import { probabilities } from './probabilities.ts';
import { texts } from './texts.ts';

export const GPT2_FACTS: FactSet = {
  model: 'openai-community/gpt2',
  sizes: { n_layer: 12, n_head: 12, n_embd: 768, n_positions: 1024, vocab_size: 50_257 },
  tokens: { text: 'Hello world!', ids: [15496, 995, 0] },
  facts: [...parameters, ...losses, ...probabilities, ...differences, ...heads, ...texts],
};
