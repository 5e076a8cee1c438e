/** What a token looks like: enough to colour a map by. */
export const TOKEN_KINDS = ['word', 'piece', 'number', 'sign', 'bytes'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/**
 * `word`: letters after a space, the start of a word; `piece`: letters without one; `number`; `sign`:
 * anything else that is whole; `bytes`: a part of a character, written <0xE6> by the tokenizer.
 * Examples: ' cat' → word, 'ing' → piece, ' 42' → number, ',' → sign, '<0xE6>' → bytes
 */
export function tokenKind(text: string): TokenKind {
  if (/<0x[0-9A-F]{2}>/.test(text)) return 'bytes';
  if (/^ \p{L}/u.test(text)) return 'word';
  if (/^\p{L}/u.test(text)) return 'piece';
  return /^ ?\p{N}/u.test(text) ? 'number' : 'sign';
}
