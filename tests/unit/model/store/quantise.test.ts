import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { halfAbove, halves, halfValue } from '#lib/model/store/half.ts';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import {
  decodeTensor,
  encodeTensor,
  storedBytes,
  storedDtype,
  type Form,
} from '#lib/model/store/quantise.ts';
import { decode } from '#lib/model/weights/index.ts';

const f32 = (limits: fc.FloatConstraints = {}) =>
  fc.float({ noNaN: true, noDefaultInfinity: true, ...limits });

/** A matrix of any small shape with numbers of any size, and a block length. */
const matrix = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(1, 3, 8, 32),
  )
  .chain(([rows, width, block]) =>
    fc.record({
      shape: fc.constant([rows, width]),
      block: fc.constant(block),
      values: fc
        .array(
          fc.oneof(f32({ min: -1, max: 1 }), f32({ min: -60_000, max: 60_000 }), fc.constant(0)),
          { minLength: rows * width, maxLength: rows * width },
        )
        .map((list) => Float32Array.from(list)),
    }),
  );

const there = (values: Float32Array, form: Form) => decodeTensor(encodeTensor(values, form), form);

/** The scale of each number, read from the stored bytes. */
function scaleOf(bytes: Uint8Array, { shape, block }: Form): (i: number) => number {
  const width = shape.at(-1)!;
  const perRow = Math.ceil(width / block);
  const scales = decode(bytes.slice(0, 2 * perRow * (shape[0] ?? 1)), 'F16');
  return (i) => scales[Math.floor(i / width) * perRow + Math.floor((i % width) / block)]!;
}

describe('encodeTensor and decodeTensor', () => {
  test('int8: no number is off by more than half a step of its block; zero stays zero', () => {
    fc.assert(
      fc.property(matrix, ({ values, ...rest }) => {
        const form = { ...rest, dtype: 'int8' } as const;
        const bytes = encodeTensor(values, form);
        const step = scaleOf(bytes, form);
        const back = decodeTensor(bytes, form);
        values.forEach((x, i) => {
          // The product d · q is rounded to float32 once.
          const rounding = Math.abs(x) * 2 ** -23;
          expect(Math.abs(x - back[i]!)).toBeLessThanOrEqual(step(i) / 2 + rounding);
          if (x === 0) expect(back[i]! + 0).toBe(0); // −0 is zero, too
        });
      }),
    );
  });

  test('int8: a step is at most 1/127 of the largest number of its block, but for half rounding', () => {
    fc.assert(
      fc.property(matrix, ({ values, ...rest }) => {
        const form = { ...rest, dtype: 'int8' } as const;
        const step = scaleOf(encodeTensor(values, form), form);
        const width = form.shape[1]!;
        values.forEach((_, i) => {
          const begin = i - ((i % width) % form.block);
          const end = Math.min(begin + form.block, i - (i % width) + width);
          const most = Math.max(...values.subarray(begin, end).map(Math.abs));
          expect(step(i)).toBeGreaterThanOrEqual(most / 127);
          expect(step(i)).toBeLessThanOrEqual((most / 127) * (1 + 2 ** -10) + 2 ** -24);
        });
      }),
    );
  });

  test('int4: half a step, a whole one at the clipped end; zero stays zero', () => {
    fc.assert(
      fc.property(matrix, ({ values, ...rest }) => {
        const form = { ...rest, dtype: 'int4' } as const;
        const bytes = encodeTensor(values, form);
        const step = scaleOf(bytes, form);
        const back = decodeTensor(bytes, form);
        values.forEach((x, i) => {
          const d = step(i);
          const clipped = d !== 0 && x / d > 7.5;
          const bound = Math.abs(d) * (clipped ? 1 : 0.5) + Math.abs(x) * 2 ** -23;
          expect(Math.abs(x - back[i]!)).toBeLessThanOrEqual(bound);
          if (x === 0) expect(back[i]! + 0).toBe(0); // −0 is zero, too
        });
      }),
    );
  });

  test('fp16 is the nearest half, as the engine’s own Float16Array has it', () => {
    fc.assert(
      fc.property(matrix, ({ values, ...rest }) => {
        const form = { ...rest, dtype: 'fp16' } as const;
        expect(there(values, form)).toEqual(Float32Array.from(new Float16Array(values)));
      }),
    );
  });

  test('fp32 comes back as it was', () => {
    fc.assert(
      fc.property(matrix, ({ values, ...rest }) => {
        expect(there(values, { ...rest, dtype: 'fp32' })).toEqual(values);
      }),
    );
  });

  test.each(['int8', 'int4'] as const)(
    '%s: a block of one number over and over keeps it',
    (dtype) => {
      const numbers = f32({ min: Math.fround(1e-3), max: 500_000 });
      fc.assert(
        fc.property(numbers, fc.boolean(), (size, negative) => {
          const x = negative ? -size : size;
          const back = there(new Float32Array(32).fill(x), { dtype, shape: [32], block: 32 });
          // Only the scale is rounded: to eleven bits, and never finer than 2⁻²⁴.
          for (const y of back)
            expect(Math.abs(y - x)).toBeLessThanOrEqual(size * 2 ** -10 + 127 * 2 ** -24);
        }),
      );
    },
  );

  test('what is decoded once is stored again as the same bytes', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom<StoredDtype>('fp16', 'fp32'), (made, dtype) => {
        const form = { shape: made.shape, block: made.block, dtype };
        const bytes = encodeTensor(made.values, form);
        expect(encodeTensor(decodeTensor(bytes, form), form)).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['int8', 127 * 65_504],
    ['int4', 8 * 65_504],
    ['fp16', 65_519],
    ['fp32', 3.4028234663852886e38],
  ] as const)('%s takes numbers up to %d and refuses larger ones', (dtype, largest) => {
    const form = { dtype, shape: [2], block: 2 };
    const [back] = there(Float32Array.of(largest, -1), form);
    expect(back).toBeGreaterThan(0.99 * largest);
    expect(back).toBeLessThan(Infinity);
    for (const x of [largest * 1.01, -Infinity, NaN])
      expect(() => encodeTensor(Float32Array.of(1, x), form)).toThrow(ModelError);
  });

  test('numbers below the smallest half become zero, and are off by no more than that', () => {
    const values = Float32Array.of(1e-9, -1e-12, 1e-38);
    for (const dtype of ['int8', 'int4', 'fp16'] as const)
      for (const [i, x] of there(values, { dtype, shape: [3], block: 32 }).entries())
        expect(Math.abs(x - values[i]!)).toBeLessThanOrEqual(2 ** -25);
  });

  test('decodeTensor refuses another number of bytes, and scales that are no numbers', () => {
    const form = { dtype: 'int8', shape: [4], block: 4 } as const;
    const bytes = encodeTensor(Float32Array.of(1, 2, 3, 4), form);
    expect(() => decodeTensor(bytes.subarray(1), form)).toThrow(ModelError);
    bytes[1] = 0x7c;
    expect(() => decodeTensor(bytes, form)).toThrow(/not a finite number/);
  });
});

test('storedBytes(form) counts scales of two bytes for each block of a row', () => {
  const of = (dtype: StoredDtype, ...shape: number[]) => storedBytes({ dtype, shape, block: 32 });
  expect(of('int8', 768, 3072)).toBe(768 * 3072 * (1 + 2 / 32));
  expect(of('int4', 768, 3072)).toBe(768 * 3072 * (0.5 + 2 / 32));
  expect(of('int8', 2, 33)).toBe(2 * 33 + 2 * 2 * 2);
  expect(of('int4', 3)).toBe(2 + 2);
  expect(of('fp16', 5)).toBe(10);
});

test('storedDtype(name, dtype) keeps tables finer, and biases and layer norms in float32', () => {
  expect(storedDtype('wte', 'int8')).toBe('fp16');
  expect(storedDtype('lm_head', 'int4')).toBe('int8');
  expect(storedDtype('h.3.mlp.c_proj.weight', 'int8')).toBe('int8');
  expect(storedDtype('h.3.attn.c_attn.weight', 'int4')).toBe('int4');
  for (const name of ['h.3.attn.c_attn.bias', 'h.0.ln_1.weight', 'ln_f.weight'] as const)
    expect(storedDtype(name, 'int4')).toBe('fp32');
});

describe('halves(values)', () => {
  test('agrees with Float16Array on every half, and between any two of them', () => {
    const all = decode(
      new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, i) => i).buffer),
      'F16',
    );
    const finite = all.filter(Number.isFinite);
    const around = Float32Array.from(
      [...finite].flatMap((x) => [x * (1 + 2 ** -12), x * (1 + 2 ** -11), x * (1 - 2 ** -13)]),
    );
    for (const values of [finite, around])
      expect(halves(values)).toEqual(new Uint16Array(new Float16Array(values).buffer));
    expect(decode(new Uint8Array(halves(Float32Array.of(NaN, -Infinity)).buffer), 'F16')).toEqual(
      Float32Array.of(NaN, -Infinity),
    );
  });

  test('halfAbove(value) is the smallest half that is not below', () => {
    fc.assert(
      fc.property(f32({ min: 0, max: 65_504 }), (value) => {
        const bits = halfAbove(value);
        expect(halfValue(bits)).toBeGreaterThanOrEqual(value);
        if (bits > 0) expect(halfValue(bits - 1)).toBeLessThan(value);
      }),
    );
  });
});
