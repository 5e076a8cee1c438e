/** What live checks compute with. */
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';

/** A model with its tokenizer. */
export interface Model {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
}

/** What a check may ask for; each is loaded when it is asked. */
export interface Bench {
  readonly model: () => Promise<Model>;
  /** GPT-2's own tokenizer, whichever model is there. */
  readonly gpt2: () => Promise<Tokenizer>;
}

/** `<|endoftext|>` where there is one, then the tokens of a text. */
export function idsOf({ tokenizer }: Pick<Model, 'tokenizer'>, text: string): number[] {
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  return [...start, ...tokenizer.encode(text)];
}

/** The id of a text that is a single token; null for any other text. */
export function oneToken({ tokenizer }: Pick<Model, 'tokenizer'>, text: string): number | null {
  const [id, ...rest] = tokenizer.encode(text);
  return id === undefined || rest.length > 0 ? null : id;
}
