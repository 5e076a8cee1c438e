/**
 * GPT-2's printable alphabet: one visible character for each of the 256 bytes, so that merges.txt and
 * vocab.json are plain text. Follows `bytes_to_unicode` of openai/gpt-2 `src/encoder.py`: printable
 * Latin-1 bytes stand for themselves, the other 68 become U+0100, U+0101, … in byte order.
 * Example: the space is Ġ (U+0120), the newline Ċ (U+010A).
 */
const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);
const hiddenBytes = allBytes.filter((byte) => !isPrintable(byte));

/** The bytes in the order of GPT-2's first 256 ids: the printable ones, then the rest. */
export const byteOrder: readonly number[] = [...allBytes.filter(isPrintable), ...hiddenBytes];

/** The character that stands for each byte. */
export const byteToChar: readonly string[] = allBytes.map((byte) =>
  String.fromCharCode(isPrintable(byte) ? byte : 256 + hiddenBytes.indexOf(byte)),
);

const charToByte = new Map(byteToChar.map((char, byte) => [char, byte]));

/** Bytes as printable characters. Example: toChars([32, 116]) → 'Ġt' */
export function toChars(bytes: ArrayLike<number>): string {
  let chars = '';
  for (let i = 0; i < bytes.length; i++) chars += byteToChar[bytes[i] ?? 0] ?? '';
  return chars;
}

/** The bytes that printable characters stand for. Example: toBytes('Ġt') → [32, 116] */
export function toBytes(chars: string): Uint8Array {
  return Uint8Array.from(chars, (char) => {
    const byte = charToByte.get(char);
    if (byte === undefined) throw new Error(`not a character of the byte alphabet: ${char}`);
    return byte;
  });
}

/** Bytes in hexadecimal, as a reader sees them. Example: hex([0xe6, 0x88]) → 'E6 88' */
export function hex(bytes: ArrayLike<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}
