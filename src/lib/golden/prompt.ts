import type { GoldenModel, Prompt } from './types.ts';

/** The ids of a prompt, after `<|endoftext|>` where the source put it there. */
export function idsOf({ tokenizer }: GoldenModel, { text, bos }: Prompt): number[] {
  return [...(bos ? [endOfTextId(tokenizer.eosId)] : []), ...tokenizer.encode(text)];
}

/** The id of a text that is one token. */
export function singleToken({ tokenizer }: GoldenModel, text: string): number {
  const [id, ...more] = tokenizer.encode(text);
  if (id === undefined || more.length > 0) throw new Error(`not a single token: ${text}`);
  return id;
}

export function endOfTextId(eosId: number | null): number {
  if (eosId === null) throw new Error('the vocabulary has no end-of-text token');
  return eosId;
}
