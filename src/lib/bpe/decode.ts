import { toBytes } from './bytes.ts';
import { displayText } from './utf8.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The ways back from ids to bytes and text. */
export interface Decoder {
  tokenBytes(id: number): Uint8Array;
  tokenText(id: number): string;
  decode(ids: readonly number[]): string;
}

/** Makes the functions from ids to text; each throws a RangeError for an id that has no token. */
export function createDecoder({ tokens, special }: Vocabulary): Decoder {
  // ignoreBOM: a U+FEFF at the start is part of the text
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  const bytesOf: (Uint8Array | undefined)[] = [];

  function known(id: number): Uint8Array {
    const seen = bytesOf[id];
    if (seen !== undefined) return seen;
    const token = tokens[id];
    if (token === undefined) throw new RangeError(`no token has this id: ${id}`);
    return (bytesOf[id] = special.has(token) ? encoder.encode(token) : toBytes(token));
  }

  return {
    tokenBytes: (id) => known(id).slice(),
    tokenText: (id) => displayText(known(id)),
    decode: (ids) => utf8.decode(concat(ids.map(known))),
  };
}

/** Byte strings one after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
