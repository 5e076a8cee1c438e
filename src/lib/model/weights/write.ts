import type { Tensor } from '../api.ts';

/**
 * A safetensors file of float32 tensors, in the order given. The header is padded with spaces so
 * that the numbers begin at a multiple of eight.
 * Throws when a tensor's numbers do not fit its shape.
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries = Object.entries(tensors);
  const header = headerBytes(
    entries.map(([name, { shape, data }]) => {
      if (shape.reduce((a, b) => a * b, 1) !== data.length)
        throw new Error(`${data.length} numbers do not fill the shape of ${name}: [${shape}]`);
      return { name, dtype: 'F32', shape, bytes: data.byteLength };
    }),
    metadata,
  );
  const total = entries.reduce((sum, [, { data }]) => sum + data.byteLength, header.length);
  const file = new Uint8Array(total);
  file.set(header);
  let at = header.length;
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** Length and header of a safetensors file whose tensors follow one another in this order. */
export function headerBytes(
  tensors: readonly { name: string; dtype: string; shape: readonly number[]; bytes: number }[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  let at = 0;
  const fields = tensors.map(({ name, dtype, shape, bytes }) => {
    const data_offsets = [at, (at += bytes)];
    return [name, { dtype, shape, data_offsets }] as const;
  });
  const about = Object.keys(metadata).length > 0 ? [['__metadata__', metadata] as const] : [];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...about, ...fields])));
  const length = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, 8);
  return header;
}
