import type { Tokenizer } from '#lib/bpe/index.ts';

/** A sentence as the experiments read it: the end-of-text token, then at most so many tokens. */
export interface Sentence {
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  /** True when the text had more tokens. */
  readonly cut: boolean;
}

/** No token holds more bytes than this many characters would need: longer texts need not be read. */
const CHARACTERS_A_TOKEN = 64;

/**
 * Reads `limit` tokens of a text at most, fewer where the model has only `positions` places; a text of
 * a megabyte is cut before it is encoded.
 */
export function readSentence(
  tokenizer: Tokenizer,
  text: string,
  limit: number,
  positions = Infinity,
): Sentence {
  const most = Math.min(limit, positions - 1);
  const piece = text.slice(0, most * CHARACTERS_A_TOKEN);
  const encoded = tokenizer.encode(piece);
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  const ids = [...start, ...encoded.slice(0, most)];
  const cut = encoded.length > most || piece.length < text.length;
  return { text, ids, tokens: ids.map((id) => tokenizer.tokenText(id)), cut };
}
