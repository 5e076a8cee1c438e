import type { Tokenizer } from '../bpe/index.ts';

/** A text as the tools read it: `<|endoftext|>`, then its tokens. */
export interface Prompt {
  readonly text: string;
  readonly ids: readonly number[];
  /** The text of each id. */
  readonly tokens: readonly string[];
  /** True when the text had more tokens than are read. */
  readonly cut: boolean;
}

/** No token holds more bytes than this many characters would need: longer texts need not be read. */
const CHARACTERS_A_TOKEN = 64;

/** Reads at most `most` tokens, the one for the start among them. */
export function readPrompt(tokenizer: Tokenizer, text: string, most: number): Prompt {
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  const left = most - start.length;
  const piece = text.slice(0, left * CHARACTERS_A_TOKEN);
  const encoded = tokenizer.encode(piece);
  const ids = [...start, ...encoded.slice(0, left)];
  const cut = encoded.length > left || piece.length < text.length;
  return { text, ids, tokens: ids.map((id) => tokenizer.tokenText(id)), cut };
}

/** A word as the next token. */
export interface AnswerToken {
  readonly id: number;
  readonly text: string;
  /** False where the word is several tokens; then it is the first of them. */
  readonly whole: boolean;
}

/**
 * The token of a word that would come next: with a space before it unless it begins with one or with a
 * sign. Null for nothing but spaces.
 */
export function answerToken(tokenizer: Tokenizer, word: string): AnswerToken | null {
  if (word.trim() === '') return null;
  const spaced = /^[\p{L}\p{N}]/u.test(word) ? ` ${word.trimEnd()}` : word.trimEnd();
  const [id, ...rest] = tokenizer.encode(spaced.slice(0, CHARACTERS_A_TOKEN));
  return id === undefined ? null : { id, text: tokenizer.tokenText(id), whole: rest.length === 0 };
}
