/** The number forms that weights are stored in, widened to float32 without loss. */
import { ModelError } from '../errors.ts';

/**
 * The numbers of one tensor as float32. Aligned F32 bytes are viewed, not copied.
 * F16 is IEEE 754 binary16; BF16 is the upper half of a float32. Other dtypes are refused by name.
 */
export function decode(bytes: Uint8Array, dtype: string): Float32Array {
  switch (dtype) {
    case 'F32':
      return new Float32Array(...aligned(bytes, 4));
    case 'F16':
      return decodeF16(new Uint16Array(...aligned(bytes, 2)));
    case 'BF16':
      return decodeBF16(new Uint16Array(...aligned(bytes, 2)));
    default:
      throw new ModelError('not-safetensors', `weights of dtype ${dtype} cannot be read`);
  }
}

/** The bits of a half's exponent. */
const EXPONENT = 0x7c00;

/** F16 as `decode` reads it; throws `corrupt` where a number is not finite, which is seen on the way. */
export function decodeFiniteHalves(bytes: Uint8Array): Float32Array {
  const halves = new Uint16Array(...aligned(bytes, 2));
  const table = (halfTable ??= allHalves());
  const values = new Float32Array(halves.length);
  let seen = 0;
  for (let i = 0; i < halves.length; i++) {
    const bits = halves[i] ?? 0;
    seen |= (bits & EXPONENT) + 0x400; // an exponent of ones alone carries into the bit above
    values[i] = table[bits] ?? 0;
  }
  if ((seen & 0x8000) === 0) return values;
  throw new ModelError('corrupt', 'a weight is not a finite number');
}

function decodeF16(halves: Uint16Array): Float32Array {
  const table = (halfTable ??= allHalves());
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i] ?? 0] ?? 0;
  return values;
}

function decodeBF16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

/** There are only 65,536 halves: all of them, made when first needed. */
let halfTable: Float32Array | undefined;
const allHalves = (): Float32Array =>
  Float32Array.from({ length: 65_536 }, (_, bits) => half(bits));

/** One sign bit, five of exponent (15 means 2⁰), ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The arguments of a typed array over these bytes; bytes at an odd place are copied first. */
function aligned(bytes: Uint8Array, size: number): [ArrayBufferLike, number, number] {
  const { buffer, byteOffset, byteLength } = byteOffsetFits(bytes, size) ? bytes : bytes.slice();
  return [buffer, byteOffset, Math.floor(byteLength / size)];
}

function byteOffsetFits(bytes: Uint8Array, size: number): boolean {
  return bytes.byteOffset % size === 0;
}
