/**
 * Weights in fewer bits. Numbers of a row that stand next to each other, `block` of them, share one
 * scale d, and each is kept as a small whole number q with x ≈ d · q. Scales are halves, rounded
 * away from zero so that no number falls outside; zero stays zero.
 *
 * int8: q from −127 to 127, d = max|x| / 127, so |x − d q| ≤ d / 2.
 * int4: q from −8 to 7. The number farthest from zero becomes −8, which gives d its sign; then
 *   |x − d q| ≤ |d| / 2, but for numbers beyond 7.5 d on the other side, which lose up to |d|.
 *
 * A tensor's bytes are its scales, then the whole numbers, both row by row; of int4 two in a byte,
 * the first in the low four bits. Why these and not others: docs/quantisation.md.
 */
import { ModelError } from '../errors.ts';
import { decode, decodeFiniteHalves, sizeOf, type TensorName } from '../weights/index.ts';
import { halfAbove, halves, halfValue, LARGEST_HALF } from './half.ts';
import type { StoredDtype } from './manifest.ts';

/** Numbers that share a scale unless something else is asked for. */
export const DEFAULT_BLOCK = 32;

/**
 * How a tensor is stored in a model of this dtype: the weights of linear layers in it, the tables
 * of tokens and positions one step finer (every prediction reads the token table twice), biases
 * and layer norms, which are few, as they are.
 */
export function storedDtype(name: TensorName, dtype: StoredDtype): StoredDtype {
  if (name === 'wte' || name === 'wpe' || name === 'lm_head') return finer(dtype);
  return /\.c_(attn|proj|fc)\.weight$/.test(name) ? dtype : 'fp32';
}

function finer(dtype: StoredDtype): StoredDtype {
  switch (dtype) {
    case 'int4':
      return 'int8';
    case 'int8':
    case 'fp16':
      return 'fp16';
    case 'fp32':
      return 'fp32';
  }
}

/** The form and shape of one stored tensor. `block` counts for int8 and int4 only. */
export interface Form {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  readonly block: number;
}

/** How many bytes a tensor of this form takes. */
export function storedBytes(form: Form): number {
  const count = sizeOf(form.shape);
  switch (form.dtype) {
    case 'fp32':
      return 4 * count;
    case 'fp16':
      return 2 * count;
    case 'int8':
      return 2 * blockCount(form) + count;
    case 'int4':
      return 2 * blockCount(form) + Math.ceil(count / 2);
  }
}

/**
 * The stored bytes of a tensor; of fp32 they are the numbers' own memory. Throws `corrupt` when a number is not finite or too large for a
 * half (fp16 from 65,520 on, int8 beyond 127 · 65,504, int4 beyond 8 · 65,504).
 */
export function encodeTensor(values: Float32Array, form: Form): Uint8Array<ArrayBuffer> {
  if (values.length !== sizeOf(form.shape))
    throw new Error(`${values.length} numbers do not fill the shape [${form.shape.join(', ')}]`);
  const largest = largestOf(form.dtype);
  for (let i = 0; i < values.length; i++)
    if (!(Math.abs(values[i]!) <= largest)) throw tooLarge(values[i]!, form.dtype);
  switch (form.dtype) {
    case 'fp32':
      return bytesOf(values);
    case 'fp16':
      return new Uint8Array(halves(values).buffer);
    case 'int8':
      return encodeInt8(values, form);
    case 'int4':
      return encodeInt4(values, form);
  }
}

/** A large model's tables are not copied; shared memory is. */
function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array<ArrayBuffer> {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(buffer, byteOffset, byteLength).slice();
}

/** The numbers of a stored tensor; throws `corrupt` when they are not finite, or not so many. */
export function decodeTensor(bytes: Uint8Array, form: Form): Float32Array {
  if (bytes.length !== storedBytes(form))
    throw new ModelError('corrupt', `${bytes.length} bytes where ${storedBytes(form)} belong`);
  switch (form.dtype) {
    case 'fp32':
      return finite(decode(bytes.slice(), 'F32'));
    case 'fp16':
      return decodeFiniteHalves(bytes);
    case 'int8':
    case 'int4': {
      const split = 2 * blockCount(form);
      const scales = decodeFiniteHalves(bytes.subarray(0, split));
      const whole = bytes.subarray(split);
      return form.dtype === 'int8'
        ? decodeInt8(whole, scales, form)
        : decodeInt4(whole, scales, form);
    }
  }
}

/** Calls `each` with the first and last (excluded) place of every block, row by row. */
function eachBlock(form: Form, each: (begin: number, end: number, k: number) => void): void {
  const width = form.shape.at(-1) ?? 1;
  const count = sizeOf(form.shape);
  let k = 0;
  for (let row = 0; row < count; row += width)
    for (let begin = row; begin < row + width; begin += form.block)
      each(begin, Math.min(begin + form.block, row + width), k++);
}

function blockCount({ shape, block }: Form): number {
  const width = shape.at(-1) ?? 1;
  return width === 0 ? 0 : (sizeOf(shape) / width) * Math.ceil(width / block);
}

function encodeInt8(values: Float32Array, form: Form): Uint8Array<ArrayBuffer> {
  const { bytes, scales, whole } = blank(form);
  const codes = new Int8Array(whole.buffer, whole.byteOffset, whole.length);
  eachBlock(form, (begin, end, k) => {
    let most = 0;
    for (let i = begin; i < end; i++) most = Math.max(most, Math.abs(values[i]!));
    scales[k] = halfAbove(most / 127);
    const d = halfValue(scales[k]!);
    if (d > 0) for (let i = begin; i < end; i++) codes[i] = Math.round(values[i]! / d);
  });
  return bytes;
}

function decodeInt8(whole: Uint8Array, scales: Float32Array, form: Form): Float32Array {
  const codes = new Int8Array(whole.buffer, whole.byteOffset, whole.length);
  const values = new Float32Array(codes.length);
  eachBlock(form, (begin, end, k) => {
    const d = scales[k]!;
    for (let i = begin; i < end; i++) values[i] = d * codes[i]!;
  });
  return values;
}

function encodeInt4(values: Float32Array, form: Form): Uint8Array<ArrayBuffer> {
  const { bytes, scales, whole } = blank(form);
  eachBlock(form, (begin, end, k) => {
    let farthest = 0;
    for (let i = begin; i < end; i++)
      if (Math.abs(values[i]!) > Math.abs(farthest)) farthest = values[i]!;
    const size = halfAbove(Math.abs(farthest) / 8);
    scales[k] = farthest > 0 ? size | 0x8000 : size;
    const d = farthest > 0 ? -halfValue(size) : halfValue(size);
    for (let i = begin; i < end; i++) {
      const q = d === 0 ? 0 : Math.min(7, Math.round(values[i]! / d));
      whole[i >> 1]! |= (q & 15) << (4 * (i & 1));
    }
  });
  return bytes;
}

function decodeInt4(whole: Uint8Array, scales: Float32Array, form: Form): Float32Array {
  const values = new Float32Array(sizeOf(form.shape));
  eachBlock(form, (begin, end, k) => {
    const d = scales[k]!;
    // Four bits to the top of an int32 and back: the sign comes along.
    for (let i = begin; i < end; i++)
      values[i] = d * (((whole[i >> 1]! >> (4 * (i & 1))) << 28) >> 28);
  });
  return values;
}

function blank(form: Form): {
  bytes: Uint8Array<ArrayBuffer>;
  scales: Uint16Array;
  whole: Uint8Array;
} {
  const bytes = new Uint8Array(storedBytes(form));
  const scales = new Uint16Array(bytes.buffer, 0, blockCount(form));
  return { bytes, scales, whole: bytes.subarray(scales.byteLength) };
}

function largestOf(dtype: StoredDtype): number {
  switch (dtype) {
    case 'fp32':
      return 3.4028234663852886e38;
    case 'fp16':
      return 65_519;
    case 'int8':
      return 127 * LARGEST_HALF;
    case 'int4':
      return 8 * LARGEST_HALF;
  }
}

function tooLarge(x: number, dtype: StoredDtype): ModelError {
  const what = Number.isFinite(x) ? `is too large for ${dtype}` : 'is not a finite number';
  return new ModelError('corrupt', `a weight ${what}: ${x}`);
}

/** x − x is 0 for every finite x, and NaN for the others. */
function finite(values: Float32Array): Float32Array {
  let sum = 0;
  // By index: `for … of` over a typed array is ten times slower in V8.
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[i]!;
  if (sum === 0) return values;
  throw new ModelError('corrupt', 'a weight is not a finite number');
}
