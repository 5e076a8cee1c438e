import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { parseHeader } from '#lib/model/weights/safetensors.ts';
import { writeSafetensors } from '#lib/model/weights/write.ts';

/** A file with this header, in the shortest form, and so many bytes after it. */
function file(header: unknown, dataBytes = 0, length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const tensor = (dtype: string, shape: unknown, ...data_offsets: number[]) => ({
  dtype,
  shape,
  data_offsets,
});

const fault = (bytes: Uint8Array, size = bytes.length) => {
  try {
    return parseHeader(bytes, size);
  } catch (error) {
    return error instanceof ModelError ? `${error.code}: ${error.message}` : error;
  }
};

describe('parseHeader(first, fileSize)', () => {
  test('gives dtype, shape and place of each tensor, in the order of the file', () => {
    const bytes = file(
      {
        b: tensor('F16', [2, 2], 4, 12),
        __metadata__: { format: 'pt' },
        a: tensor('F32', [], 0, 4),
      },
      12,
    );
    const { tensors, metadata, fileSize } = parseHeader(bytes, bytes.length);
    const start = bytes.length - 12;
    expect([...tensors]).toEqual([
      ['a', { dtype: 'F32', shape: [], bytes: 4, begin: start, end: start + 4 }],
      ['b', { dtype: 'F16', shape: [2, 2], bytes: 8, begin: start + 4, end: start + 12 }],
    ]);
    expect(metadata.get('format')).toBe('pt');
    expect(fileSize).toBe(bytes.length);
  });

  test('needs only the bytes of the header, and no file size', () => {
    const bytes = file({ a: tensor('F32', [1000], 0, 4000) });
    expect(parseHeader(bytes, bytes.length + 4000).tensors.size).toBe(1);
    expect(parseHeader(bytes, Infinity).fileSize).toBe(bytes.length + 4000);
  });

  test('takes empty tensors and spaces after the JSON', () => {
    const bytes = file(`{"a":${JSON.stringify(tensor('F32', [0, 3], 0, 0))}}   `);
    expect(parseHeader(bytes, bytes.length).tensors.get('a')?.bytes).toBe(0);
  });

  test.each([
    [
      'a header of 2 GB',
      file({}, 0, 2_000_000_000n),
      /^not-safetensors: the header claims to be 2000000000 bytes/,
    ],
    ['a length of 2⁶⁴ − 1', file({}, 0, 2n ** 64n - 1n), /^not-safetensors: the header claims/],
    ['an empty file', new Uint8Array(0), /^truncated/],
    ['five bytes', new Uint8Array(5), /^truncated/],
    [
      'a file that ends in its header',
      file({ a: tensor('F32', [1], 0, 4) }).subarray(0, 30),
      /^truncated: the file ends in its header/,
    ],
    ['a web page', new TextEncoder().encode('<!doctype html><html></html>'), /^not-safetensors/],
    ['no JSON', file('{"a":'), /^not-safetensors: the header is not JSON/],
    ['a list', file('[1,2,3]'), /^not-safetensors: the header does not begin with \{/],
    [
      'a file that ends in its tensors',
      file({ a: tensor('F32', [4], 0, 16) }, 15),
      /^truncated: the file has \d+ of its \d+ bytes/,
    ],
    [
      'bytes after the last tensor',
      file({ a: tensor('F32', [1], 0, 4) }, 5),
      /^not-safetensors: 1 bytes after the last/,
    ],
    [
      'an unknown dtype',
      file({ a: tensor('Q4_K', [1], 0, 4) }, 4),
      /^not-safetensors: tensor a has an unknown dtype: "Q4_K"/,
    ],
    [
      'bytes that do not fit the shape',
      file({ a: tensor('F32', [2], 0, 4) }, 4),
      /^not-safetensors: tensor a of shape \[2\] has 4 bytes where 8 belong/,
    ],
    [
      'a shape beyond all numbers',
      file({ a: tensor('F32', [2 ** 40, 2 ** 40], 0, 4) }, 4),
      /^not-safetensors/,
    ],
    [
      'a negative size',
      file({ a: tensor('F32', [-1], 0, 4) }, 4),
      /^not-safetensors: tensor a has no shape/,
    ],
    ['offsets in the wrong order', file({ a: tensor('F32', [1], 4, 0) }, 4), /^not-safetensors/],
    [
      'three offsets',
      file({ a: tensor('F32', [1], 0, 4, 8) }, 4),
      /^not-safetensors: tensor a has no data_offsets/,
    ],
    [
      'overlap',
      file({ a: tensor('F32', [2], 0, 8), b: tensor('F32', [1], 4, 8) }, 8),
      /^not-safetensors: tensor b overlaps/,
    ],
    [
      'a gap',
      file({ a: tensor('F32', [1], 0, 4), b: tensor('F32', [1], 8, 12) }, 12),
      /^not-safetensors: tensor b leaves a gap/,
    ],
    ['metadata that is a list', file({ __metadata__: [1] }), /^not-safetensors: __metadata__/],
  ])('refuses %s', (_, bytes, message) => {
    expect(fault(bytes)).toMatch(message);
  });

  test('never fails but with a ModelError, whatever the bytes', () => {
    const anyTensor = fc.record(
      {
        dtype: fc.oneof(fc.constantFrom('F32', 'F16', 'F4', 'I64'), fc.jsonValue()),
        shape: fc.oneof(
          fc.array(fc.oneof(fc.nat(4), fc.double()), { maxLength: 3 }),
          fc.jsonValue(),
        ),
        data_offsets: fc.oneof(fc.array(fc.nat(64), { maxLength: 3 }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const anyHeader = fc.oneof(
      fc.dictionary(fc.string({ maxLength: 3 }), fc.oneof(anyTensor, fc.jsonValue())),
      fc.string(),
    );
    const anyFile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(anyHeader, fc.nat(64), fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })))
        .map(([header, data, length]) => file(header, data, length ?? undefined)),
    );
    fc.assert(
      fc.property(anyFile, (bytes) => {
        try {
          const { tensors } = parseHeader(bytes, bytes.length);
          for (const { begin, end } of tensors.values())
            expect(begin >= 8 && begin <= end && end <= bytes.length).toBe(true);
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
        }
      }),
      { numRuns: 20_000 },
    );
  });

  test('takes a header with one flipped bit for a file of the same size or for none at all', () => {
    const whole = writeSafetensors({
      a: { shape: [2, 3], data: new Float32Array(6) },
      b: { shape: [4], data: new Float32Array(4) },
    });
    const intact = parseHeader(whole, whole.length);
    const end = Math.min(...[...intact.tensors.values()].map(({ begin }) => begin));
    for (let bit = 0; bit < 8 * end; bit++) {
      const bytes = whole.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const found = fault(bytes);
      if (typeof found === 'string') expect(found).toMatch(/^(not-safetensors|truncated): /);
      else expect(found).toMatchObject({ fileSize: whole.length });
    }
  });
});

describe('writeSafetensors(tensors)', () => {
  test('is read back as it was, for any shapes and names', () => {
    const shapes = fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => name !== '__metadata__' && name !== '__proto__'),
      fc.array(fc.nat(4), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(shapes, (byName) => {
        const tensors = Object.fromEntries(
          Object.entries(byName).map(([name, shape], k) => {
            const size = shape.reduce((a, b) => a * b, 1);
            return [
              name,
              { shape, data: Float32Array.from({ length: size }, (_, i) => i + k / 7) },
            ];
          }),
        );
        const bytes = writeSafetensors(tensors, { by: 'test' });
        const header = parseHeader(bytes, bytes.length);
        expect(header.metadata.get('by')).toBe('test');
        expect(header.tensors.size).toBe(Object.keys(tensors).length);
        for (const [name, { shape, data }] of Object.entries(tensors)) {
          const info = header.tensors.get(name)!;
          expect(info.shape).toEqual(shape);
          expect(info.begin % 4).toBe(0);
          expect(new Float32Array(bytes.buffer, info.begin, data.length)).toEqual(data);
        }
      }),
    );
  });

  test('refuses numbers that do not fill the shape', () => {
    const data = new Float32Array(5);
    expect(() => writeSafetensors({ a: { shape: [2, 3], data } })).toThrow(/shape of a: \[2,3\]/);
  });
});
