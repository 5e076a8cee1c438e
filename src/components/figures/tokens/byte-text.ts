import { utf8Units } from '#lib/bpe/index.ts';

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
