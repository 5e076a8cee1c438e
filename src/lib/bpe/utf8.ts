/** A whole character's bytes, or bytes that are not one. */
export interface Utf8Unit {
  /** Offsets into the bytes, `end` not included. */
  readonly start: number;
  readonly end: number;
  /** The character, or null where the bytes are broken or cut off. */
  readonly text: string | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Cuts bytes into characters and broken runs. A broken run is the longest start of a character
 * (so E6 88 without its third byte is one unit), as the WHATWG decoder counts its U+FFFD
 * (https://encoding.spec.whatwg.org/#utf-8-decoder).
 */
export function utf8Units(bytes: Uint8Array): Utf8Unit[] {
  const units: Utf8Unit[] = [];
  for (let start = 0; start < bytes.length;) {
    const first = bytes[start] ?? 0;
    const length = sequenceLength(first);
    let end = start + 1;
    while (end < start + length && continues(first, bytes[end] ?? 0, end - start)) end++;
    const whole = end - start === length;
    units.push({ start, end, text: whole ? decoder.decode(bytes.subarray(start, end)) : null });
    start = end;
  }
  return units;
}

/**
 * Bytes as text for the eye: whole characters as they are, other bytes as <0xE6>, never as U+FFFD.
 * Example: the bytes of token 564, 20 E2 80 → ' <0xE2><0x80>'
 */
export function displayText(bytes: Uint8Array): string {
  return utf8Units(bytes)
    .map(({ start, end, text }) => text ?? byteNames(bytes.subarray(start, end)))
    .join('');
}

/** How many bytes the character that starts with this byte has; 0 where none can start. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

/** Second bytes are limited further after E0, ED, F0 and F4: no overlong forms, no surrogates. */
function continues(first: number, byte: number, place: number): boolean {
  if (place > 1) return byte >= 0x80 && byte <= 0xbf;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}

function byteNames(bytes: Uint8Array): string {
  return Array.from(
    bytes,
    (byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  ).join('');
}
