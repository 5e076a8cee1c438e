/** Compressed links; loaded only where there is one. */
import { deflateSync, Inflate } from 'fflate';

const SUM = 4;
const SLICE = 1024;

/** Text → four bytes that tell damage and its deflated UTF-8, as base64url. */
export function packText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const small = deflateSync(bytes, { level: 9 });
  const whole = new Uint8Array(SUM + small.length);
  new DataView(whole.buffer).setUint32(0, fnv1a(bytes));
  whole.set(small, SUM);
  return toBase64url(whole);
}

/**
 * The text of `packText`; null for anything else, and for what would be more than `most` bytes: at no
 * time is much more than that held in memory.
 */
export function unpackText(packed: string, most: number): string | null {
  try {
    const whole = fromBase64url(packed);
    if (whole === null || whole.length <= SUM) return null;
    const bytes = inflate(whole.subarray(SUM), most);
    const sum = new DataView(whole.buffer).getUint32(0);
    if (bytes === null || fnv1a(bytes) !== sum) return null;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // no deflated data, or no UTF-8
  }
}

function inflate(data: Uint8Array, most: number): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    size += chunk.length;
    ended = final;
    chunks.push(chunk);
  });
  for (let at = 0; at < data.length && size <= most; at += SLICE)
    stream.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
  if (!ended || size > most) return null;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): tells a cut or mistyped link, keeps no secret. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}
