import { byteToChar, utf8Units } from '#lib/bpe/index.ts';

/** A character and its bytes in UTF-8. */
export interface ByteUnit {
  readonly text: string;
  readonly bytes: readonly number[];
}

/** A text as code points with their bytes; half a surrogate pair becomes U+FFFD, as in the tokenizer. */
export function byteText(text: string): ByteUnit[] {
  const bytes = new TextEncoder().encode(text);
  return utf8Units(bytes).map(({ start, end, text: char }) => ({
    text: char ?? '',
    bytes: [...bytes.subarray(start, end)],
  }));
}

/** The character that stands for a byte in the vocabulary file. */
export const charOf = (byte: number): string => byteToChar[byte] ?? '';

/** Whether that is not the character of the byte's own number. */
export const isMoved = (byte: number): boolean => charOf(byte).charCodeAt(0) !== byte;

/** Example: codeOf('Ġ') → 'U+0120' */
export const codeOf = (char: string): string =>
  `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
