/**
 * Writes a checkpoint with its matrices in int8: `NAME` of dtype I8 and, beside it, `NAME_scale`, the
 * scales of 32 numbers each. Positions, which are few, are halves; biases and layer norms float32.
 *
 *   node tools/model/write-int8.ts DIRECTORY OUT.safetensors
 */
import { writeFile } from 'node:fs/promises';
import { encodeTensor, DEFAULT_BLOCK } from '../../src/lib/model/store/quantise.ts';
import { scaleName } from '../../src/lib/model/weights/blocks.ts';
import { headerBytes } from '../../src/lib/model/weights/index.ts';
import { openModelDirectory } from './file-source.ts';

interface Part {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The bytes of the safetensors file of a model directory in int8. */
export async function int8File(directory: string): Promise<Uint8Array> {
  const checkpoint = await openModelDirectory(directory);
  const parts: Part[] = [];
  for (const name of checkpoint.names)
    parts.push(
      ...partsOf(checkpoint.fileName(name), checkpoint.shape(name), await checkpoint.tensor(name)),
    );
  await checkpoint.close();
  // What needs more alignment first.
  const order = ['F32', 'F16', 'I8'];
  parts.sort((a, b) => order.indexOf(a.dtype) - order.indexOf(b.dtype));
  const header = headerBytes(
    parts.map(({ name, dtype, shape, data }) => ({ name, dtype, shape, bytes: data.length })),
    { format: 'pt' },
  );
  return Buffer.concat([header, ...parts.map(({ data }) => data)]);
}

function partsOf(name: string, shape: readonly number[], values: Float32Array): Part[] {
  const width = shape.at(-1) ?? 1;
  if (name.endsWith('wpe.weight')) {
    const data = encodeTensor(values, { dtype: 'fp16', shape, block: 1 });
    return [{ name, dtype: 'F16', shape, data }];
  }
  if (shape.length < 2 || width % DEFAULT_BLOCK !== 0) {
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return [{ name, dtype: 'F32', shape, data }];
  }
  const bytes = encodeTensor(values, { dtype: 'int8', shape, block: DEFAULT_BLOCK });
  const split = bytes.length - values.length;
  const blocks = [...shape.slice(0, -1), width / DEFAULT_BLOCK];
  return [
    { name, dtype: 'I8', shape, data: bytes.subarray(split) },
    { name: scaleName(name), dtype: 'F16', shape: blocks, data: bytes.subarray(0, split) },
  ];
}

if (import.meta.main) {
  const [directory, out] = process.argv.slice(2);
  if (directory === undefined || out === undefined)
    throw new Error('usage: node tools/model/write-int8.ts DIRECTORY OUT.safetensors');
  await writeFile(out, await int8File(directory));
}
