import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '#lib/model/api.ts';
import { ModelError } from '#lib/model/errors.ts';
import {
  decode,
  openCheckpoint,
  parseIndex,
  sourceFromBytes,
  sourceFromIndex,
} from '#lib/model/weights/index.ts';
import { tinyConfig, tinyFile, tinyTensors } from './tiny.ts';

/** The tiny checkpoint dealt out over so many files, and its index. */
function sharded(count: number) {
  const files = Array.from({ length: count }, (): Record<string, Tensor> => ({}));
  const weight_map: Record<string, string> = {};
  const fileName = (i: number) => `model-0000${i + 1}-of-0000${count}.safetensors`;
  Object.entries(tinyTensors('transformer.')).forEach(([name, tensor], i) => {
    files[i % count]![name] = tensor;
    weight_map[name] = fileName(i % count);
  });
  const bytes = new Map(files.map((tensors, i) => [fileName(i), tinyFile(tensors)]));
  return { index: { metadata: { total_size: 1 }, weight_map }, bytes };
}

describe('sourceFromIndex(json, open)', () => {
  test('gives the tensors of all files as those of one, and opens each file once', async () => {
    const { index, bytes } = sharded(3);
    const opened: string[] = [];
    const source = await sourceFromIndex(index, (file) => {
      opened.push(file);
      return sourceFromBytes(bytes.get(file)!);
    });
    const checkpoint = await openCheckpoint(tinyConfig, source);
    for (const [name, { shape, data }] of Object.entries(tinyTensors('transformer.'))) {
      expect(source.info(name).shape).toEqual(shape);
      expect(decode(await source.read(name), 'F32')).toEqual(data);
    }
    expect(await checkpoint.tensor('wte')).toEqual(tinyTensors()['wte.weight']!.data);
    expect(opened.toSorted()).toEqual([...bytes.keys()]);
  });

  test('leaves out a tensor that the index has in another file', async () => {
    const { index, bytes } = sharded(2);
    const [first, second] = [...bytes.keys()] as [string, string];
    const both = { ...index.weight_map, 'transformer.wte.weight': second };
    bytes.set(second, tinyFile(tinyTensors('transformer.')));
    const source = await sourceFromIndex({ weight_map: both }, (file) =>
      sourceFromBytes(bytes.get(file)!),
    );
    expect(source.names().filter((name) => name === 'transformer.wte.weight')).toHaveLength(1);
    expect(source.names()).toHaveLength(Object.keys(both).length);
    expect(first).not.toBe(second);
  });

  test('names the file that lacks a tensor, and a tensor that no file has', async () => {
    const { index, bytes } = sharded(2);
    const open = (file: string) => sourceFromBytes(bytes.get(file)!);
    const file = [...bytes.keys()][0]!;
    const wrong = { weight_map: { ...index.weight_map, extra: file } };
    await expect(sourceFromIndex(wrong, open)).rejects.toThrow(`${file} has no tensor extra`);
    const source = await sourceFromIndex(index, open);
    expect(() => source.info('extra')).toThrow(ModelError);
    await expect(source.read('extra')).rejects.toMatchObject({ code: 'missing-tensor' });
  });
});

describe('parseIndex(json)', () => {
  test.each([
    ['no object', [1]],
    ['no weight_map', { metadata: {} }],
    ['a list', { weight_map: ['a'] }],
    ['a path out of the folder', { weight_map: { a: '../model.safetensors' } }],
    ['an address', { weight_map: { a: 'https://example.org/a.safetensors' } }],
    ['a PyTorch file', { weight_map: { a: 'pytorch_model-00001-of-00002.bin' } }],
    ['a number', { weight_map: { a: 1 } }],
    [
      'a thousand files and more',
      {
        weight_map: Object.fromEntries(
          Array.from({ length: 1025 }, (_, i) => [`t${i}`, `${i}.safetensors`]),
        ),
      },
    ],
  ])('refuses %s', (_, json) => {
    expect(() => parseIndex(json)).toThrow(ModelError);
  });

  test('never fails but with a ModelError', () => {
    const name = fc.oneof(fc.string(), fc.constant('model.safetensors'), fc.jsonValue());
    const map = fc.dictionary(fc.string(), name);
    fc.assert(
      fc.property(fc.oneof(fc.record({ weight_map: map }), fc.jsonValue()), (json) => {
        try {
          const { files, fileOf } = parseIndex(json);
          expect(new Set(fileOf.values())).toEqual(new Set(files));
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});
