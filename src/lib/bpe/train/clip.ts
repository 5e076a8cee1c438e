/** The longest beginning of a text that has at most `limit` bytes as UTF-8; no character is cut. */
export function clipToBytes(text: string, limit: number): { text: string; clipped: boolean } {
  if (text.length * 3 <= limit) return { text, clipped: false };
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limit));
  return read < text.length
    ? { text: text.slice(0, read), clipped: true }
    : { text, clipped: false };
}
