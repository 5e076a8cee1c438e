/** Half precision (IEEE 754 binary16), written; `weights/decode.ts` reads it. */

/** The bits of float32 numbers as halves, rounded to the nearest, ties to even. */
export function halves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint16Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = halfBits(bits[i]!);
  return out;
}

/** From the bits of a float32. Numbers from 65,520 on become infinite. */
function halfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const size = bits & 0x7fff_ffff;
  if (size > 0x7f80_0000) return sign | 0x7e00; // not a number
  if (size >= 0x4780_0000) return sign | 0x7c00; // 2¹⁶ and above
  // Normal: 13 bits of fraction go, and the exponent counts from 15 instead of 127.
  if (size >= 0x3880_0000)
    return sign | ((size - 0x3800_0000 + 0xfff + ((size >>> 13) & 1)) >>> 13);
  // Below 2⁻¹⁴ a half counts in steps of 2⁻²⁴; at most half a step is zero.
  const exponent = size >>> 23;
  if (exponent < 102) return sign;
  const fraction = (size & 0x7f_ffff) | 0x80_0000;
  const shift = 126 - exponent;
  const whole = fraction >>> shift;
  const rest = fraction & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return sign | (whole + (rest > tie || (rest === tie && (whole & 1) === 1) ? 1 : 0));
}

/** The largest finite half. */
export const LARGEST_HALF = 65_504;

const number = new Float32Array(1);

/** The bits of the smallest half that is not below `value`, which is from 0 to 65,504. */
export function halfAbove(value: number): number {
  number[0] = value;
  const bits = halves(number)[0]!;
  return halfValue(bits) < value ? bits + 1 : bits;
}

/** The value of a positive finite half. */
export function halfValue(bits: number): number {
  const exponent = bits >> 10;
  const fraction = bits & 0x3ff;
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
}
