import { ModelError } from '../errors.ts';
import { decode } from './decode.ts';
import type { TensorInfo } from './safetensors.ts';

/** Where a file keeps the scales of a tensor of int8. */
export const scaleName = (file: string): string => `${file}_scale`;

/** True for the scales of a tensor that is in the file too: they are no weights of their own. */
export const isScale = (name: string, names: ReadonlySet<string>): boolean =>
  name.endsWith('_scale') && names.has(name.slice(0, -'_scale'.length));

/**
 * Weights kept as small whole numbers: x = d · q with q in int8, [rows, width], and one scale d, a
 * half, for each run of width / n numbers of a row, [rows, n] (docs/quantisation.md).
 * Throws `missing-tensor` without scales, `wrong-shape` when they do not fit the tensor.
 */
export function decodeBlocks(
  file: string,
  info: TensorInfo,
  bytes: Uint8Array,
  scale: { readonly info: TensorInfo; readonly bytes: Uint8Array } | null,
): Float32Array {
  if (scale === null)
    throw new ModelError('missing-tensor', `the file has no tensor ${scaleName(file)}`);
  const width = info.shape.at(-1) ?? 1;
  const perRow = scale.info.shape.at(-1) ?? 0;
  const rows = [info, scale.info].map(({ shape }) => shape.slice(0, -1).join());
  if (rows[0] !== rows[1] || perRow === 0 || width % perRow !== 0) {
    const [of, to] = [scale.info, info].map(({ shape }) => `[${shape.join(', ')}]`);
    throw new ModelError('wrong-shape', `scales of ${file} are ${of} for numbers in ${to}`);
  }
  const scales = decode(scale.bytes, scale.info.dtype);
  const whole = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return scaled(whole, scales, width / perRow);
}

/** Each whole number times the scale of its block; blocks of `block` numbers lie one after another. */
function scaled(whole: Int8Array, scales: Float32Array, block: number): Float32Array {
  const values = new Float32Array(whole.length);
  for (let k = 0, i = 0; i < whole.length; k++) {
    const d = scales[k]!;
    for (const end = i + block; i < end; i++) values[i] = d * whole[i]!;
  }
  return values;
}
