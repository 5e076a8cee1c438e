import { describe, expect, test } from 'vitest';
import { headerBytes, openCheckpoint, sourceFromBytes } from '#lib/model/weights/index.ts';
import { tinyConfig, tinyTensors } from './tiny.ts';

const HALVES = { '0.5': 0x3800, '2': 0x4000, '-1': 0xbc00 } as const;

interface Part {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** A tiny checkpoint whose `wpe` [16, 8] is kept as whole numbers, with these scales. */
function file(scales: Part | null): Uint8Array {
  const codes = Int8Array.from({ length: 128 }, (_, i) => (i % 255) - 127);
  const parts: Part[] = Object.entries(tinyTensors()).map(([name, { shape, data }]) =>
    name === 'wpe.weight'
      ? { name, dtype: 'I8', shape, data: new Uint8Array(codes.buffer) }
      : { name, dtype: 'F32', shape, data: new Uint8Array(data.slice().buffer) },
  );
  if (scales !== null) parts.push(scales);
  const header = headerBytes(parts.map((part) => ({ ...part, bytes: part.data.length })));
  return Buffer.concat([header, ...parts.map(({ data }) => data)]);
}

const scales = (shape: readonly number[], values: readonly number[]): Part => ({
  ...{ name: 'wpe.weight_scale', dtype: 'F16', shape },
  data: new Uint8Array(Uint16Array.from(values).buffer),
});
const open = async (part: Part | null) =>
  openCheckpoint(tinyConfig, await sourceFromBytes(new Uint8Array(file(part))));

describe('weights kept as whole numbers with scales', () => {
  test('x = d · q, with the d of its run of the row', async () => {
    // Two scales for each row of eight: four numbers share one.
    const { '0.5': half, '2': two, '-1': minus } = HALVES;
    const each = Array.from({ length: 16 }, (_, row) => (row === 3 ? [minus, two] : [half, two]));
    const checkpoint = await open(scales([16, 2], each.flat()));
    expect(checkpoint.unused).toEqual([]);
    const wpe = await checkpoint.tensor('wpe');
    expect([...wpe.subarray(0, 8)]).toEqual([
      ...[-63.5, -63, -62.5, -62],
      ...[-246, -244, -242, -240],
    ]);
    expect([...wpe.subarray(24, 32)]).toEqual([103, 102, 101, 100, -198, -196, -194, -192]);
  });

  test('without scales, or with scales of another shape, says so', async () => {
    await expect((await open(null)).tensor('wpe')).rejects.toMatchObject({
      code: 'missing-tensor',
      message: 'the file has no tensor wpe.weight_scale',
    });
    for (const shape of [
      [16, 3],
      [8, 2],
    ]) {
      const part = scales(
        shape,
        Array.from({ length: shape[0]! * shape[1]! }, () => HALVES['2']),
      );
      await expect((await open(part)).tensor('wpe')).rejects.toMatchObject({ code: 'wrong-shape' });
    }
  });

  test('a scale that is not a finite number makes the weight corrupt', async () => {
    const bad = scales(
      [16, 1],
      Array.from({ length: 16 }, () => 0x7c00),
    );
    await expect((await open(bad)).tensor('wpe')).rejects.toMatchObject({ code: 'corrupt' });
  });
});
