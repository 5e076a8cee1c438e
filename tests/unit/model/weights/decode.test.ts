import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, decodeFiniteHalves } from '#lib/model/weights/decode.ts';

const halves = (...bits: number[]) => new Uint8Array(Uint16Array.from(bits).buffer);

describe('decode(bytes, dtype)', () => {
  test('views aligned F32 without a copy, and copies what lies askew', () => {
    const bytes = new Uint8Array(12);
    new DataView(bytes.buffer).setFloat32(4, 1.5, true);
    new DataView(bytes.buffer).setFloat32(8, -2, true);
    const view = decode(bytes.subarray(4), 'F32');
    expect([...view]).toEqual([1.5, -2]);
    expect(view.buffer).toBe(bytes.buffer);
    const askew = new Uint8Array(9);
    askew.set(bytes.subarray(4), 1);
    expect([...decode(askew.subarray(1), 'F32')]).toEqual([1.5, -2]);
  });

  test('gives F16 its published values', () => {
    // The examples of Wikipedia's "Half-precision floating-point format".
    const bits = [0x0001, 0x03ff, 0x0400, 0x3555, 0x3bff, 0x3c00, 0x3c01, 0x7bff, 0xc000, 0x8000];
    expect([...decode(halves(...bits), 'F16')]).toEqual([
      2 ** -24,
      2 ** -14 * (1023 / 1024),
      2 ** -14,
      0.333251953125,
      0.99951171875,
      1,
      1.0009765625,
      65504,
      -2,
      -0,
    ]);
    expect([...decode(halves(0x7c00, 0xfc00, 0x7e00), 'F16')]).toEqual([Infinity, -Infinity, NaN]);
  });

  test('agrees with DataView.getFloat16 on all 65,536 halves', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    const view = new DataView(all.buffer);
    const getFloat16: unknown = Reflect.get(DataView.prototype, 'getFloat16');
    if (typeof getFloat16 !== 'function') throw new Error('this Node has no getFloat16');
    const expected = Float32Array.from(all, (_, i) =>
      Number(Reflect.apply(getFloat16, view, [2 * i, true])),
    );
    expect(decode(new Uint8Array(all.buffer), 'F16')).toEqual(expected);
  });

  test('reads BF16 as the upper half of a float32', () => {
    const bits = [0x3f80, 0xc000, 0x7f7f, 0x4049, 0x0080, 0x8000, 0x7f80];
    expect([...decode(halves(...bits), 'BF16')]).toEqual([
      1,
      -2,
      3.3895313892515355e38,
      3.140625,
      2 ** -126,
      -0,
      Infinity,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (half) => {
        const view = new DataView(new ArrayBuffer(4));
        view.setUint16(2, half, true);
        expect(decode(halves(half), 'BF16')[0]).toBe(view.getFloat32(0, true));
      }),
    );
  });

  test('reads halves at odd places', () => {
    const bytes = new Uint8Array([0, ...halves(0x3c00, 0xc000)]);
    expect([...decode(bytes.subarray(1), 'F16')]).toEqual([1, -2]);
  });

  test.each(['I8', 'F64', 'F8_E4M3'])('refuses %s by name', (dtype) => {
    expect(() => decode(new Uint8Array(8), dtype)).toThrow(dtype);
  });
});

test('decodeFiniteHalves(bytes) is decode, but refuses each of the halves that are not finite', () => {
  const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
  const isFinite = (bits: number): boolean => (bits & 0x7c00) !== 0x7c00;
  const finite = halves(...all.filter(isFinite));
  expect(decodeFiniteHalves(finite)).toEqual(decode(finite, 'F16'));
  for (const bits of all.filter((one) => !isFinite(one)))
    expect(() => decodeFiniteHalves(halves(0x3c00, bits, 0))).toThrow('not a finite number');
});
