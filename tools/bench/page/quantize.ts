/** Weights of the 8-bit form, made while they are read: u = round(w / scale) + 128 for each tensor. */
import type { ReadWeight } from '#lib/model/runtime/session.ts';
import type { Gpt2Config } from '#lib/model/config.ts';

/** Knows `X.q8`, `X.scale` and `zero.q8` for each tensor X, and `wte.transposed`. */
export function quantized(config: Gpt2Config, readWeight: ReadWeight): ReadWeight {
  const floats = async (name: string): Promise<Float32Array> => {
    const transposed = name === 'wte.transposed';
    const values = await readWeight(transposed ? 'wte' : name);
    if (!(values instanceof Float32Array)) throw new Error(`not float32: ${name}`);
    return transposed ? transpose(values, config.vocab_size, config.n_embd) : values;
  };
  const scales = new Map<string, number>();
  return async (name) => {
    if (name === 'zero.q8') return Uint8Array.of(128);
    const [, tensor = '', part] = /^(.*)\.(q8|scale)$/.exec(name) ?? [];
    if (part === undefined) return readWeight(name);
    if (part === 'scale') {
      const known = scales.get(tensor) ?? scaleOf(await floats(tensor));
      return Float32Array.of(known);
    }
    const values = await floats(tensor);
    const scale = scaleOf(values);
    scales.set(tensor, scale);
    return Uint8Array.from(values, (w) => Math.round(w / scale) + 128);
  };
}

function scaleOf(values: Float32Array): number {
  let most = 0;
  for (const w of values) most = Math.max(most, Math.abs(w));
  return most / 127;
}

/** [rows, columns] → [columns, rows] */
function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      out[column * rows + row] = values[row * columns + column] ?? 0;
  return out;
}
