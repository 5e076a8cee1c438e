/** Rows of numbers as base64 of their bytes, lowest byte first. */
import { WrongPlace, type Check } from './check.ts';

const bytesOf = (data: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Numbers as text; all bits are kept. */
export function toBase64(data: Float32Array | Uint16Array): string {
  const bytes = bytesOf(data);
  let binary = '';
  const slice = 0x8000;
  for (let at = 0; at < bytes.length; at += slice)
    binary += String.fromCharCode(...bytes.subarray(at, at + slice));
  return btoa(binary);
}

function bytesIn(value: unknown, where: string, length: number): ArrayBuffer {
  const characters = 4 * Math.ceil(length / 3);
  if (typeof value !== 'string' || value.length !== characters) throw new WrongPlace(where);
  let binary: string;
  try {
    binary = atob(value);
  } catch {
    throw new WrongPlace(where);
  }
  if (binary.length !== length) throw new WrongPlace(where);
  return Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer;
}

/** `count` float32 numbers, all of them finite and from `least` to `most`. */
export const someFloats =
  (count: number, least = -3.5e38, most = 3.5e38): Check<Float32Array> =>
  (value, where) => {
    const data = new Float32Array(bytesIn(value, where, 4 * count));
    if (!data.every((x) => x >= least && x <= most)) throw new WrongPlace(where);
    return data;
  };

/** `count` whole numbers of 16 bits. */
export const someShorts =
  (count: number): Check<Uint16Array> =>
  (value, where) =>
    new Uint16Array(bytesIn(value, where, 2 * count));
