import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bidirectionalMask,
  causalMask,
  encoderDecoderMask,
  hideNextMask,
  pathTo,
  reach,
} from '#lib/masks/masks.ts';

const size = fc.integer({ min: 1, max: 9 });
const depth = fc.integer({ min: 1, max: 6 });
const drawn = (mask: readonly (readonly boolean[])[]) =>
  mask.map((row) => row.map((sees) => (sees ? 'x' : '.')).join(''));

test('the four masks, drawn', () => {
  expect(drawn(bidirectionalMask(2))).toEqual(['xx', 'xx']);
  expect(drawn(causalMask(3))).toEqual(['x..', 'xx.', 'xxx']);
  expect(drawn(hideNextMask(3))).toEqual(['x.x', 'xx.', 'xxx']);
  // The last two rows: cross-attention to the left, the decoder's own causal triangle to the right.
  expect(drawn(encoderDecoderMask(2, 2))).toEqual(['xx..', 'xx..', 'xxx.', 'xxxx']);
});

describe('reach(mask, layers)', () => {
  test('a causal model sees no future, however deep', () => {
    fc.assert(
      fc.property(size, depth, (n, layers) => {
        expect(reach(causalMask(n), layers)).toEqual(causalMask(n));
      }),
    );
  });

  test('an encoder learns nothing of the decoder, however deep', () => {
    fc.assert(
      fc.property(size, size, depth, (n, m, layers) => {
        expect(reach(encoderDecoderMask(n, m), layers)).toEqual(encoderDecoderMask(n, m));
      }),
    );
  });

  test('hiding only the next token holds for one layer and fails in the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), (n) => {
        expect(reach(hideNextMask(n), 1)).toEqual(hideNextMask(n));
        expect(reach(hideNextMask(n), 2)).toEqual(bidirectionalMask(n));
      }),
    );
  });

  test('counts paths as the power of the matrix does', () => {
    const square = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.array(fc.array(fc.boolean(), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
    );
    fc.assert(
      fc.property(square, fc.integer({ min: 1, max: 4 }), (mask, layers) => {
        const ones = mask.map((row) => row.map(Number));
        let power = ones;
        for (let i = 1; i < layers; i++) {
          power = power.map((row) =>
            row.map((_, j) => row.reduce((sum, x, k) => sum + x * (ones[k]?.[j] ?? 0), 0)),
          );
        }
        expect(reach(mask, layers)).toEqual(power.map((row) => row.map((paths) => paths > 0)));
      }),
    );
  });

  test('refuses a model without layers', () => {
    for (const layers of [0, -1, 1.5, NaN]) {
      expect(() => reach(causalMask(2), layers)).toThrow(RangeError);
    }
  });
});

describe('pathTo(mask, from, to)', () => {
  test('goes around the hidden token by a third one', () => {
    expect(pathTo(hideNextMask(3), 0, 1)).toEqual([1, 2, 0]);
    expect(pathTo(hideNextMask(3), 1, 0)).toEqual([0, 1]);
    expect(pathTo(hideNextMask(2), 0, 1)).toBeNull();
    expect(pathTo(causalMask(4), 1, 2)).toBeNull();
  });

  test('is as long as the first layer that reaches, and each step is allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(6), fc.nat(6), (n, a, b) => {
        const [from, to] = [a % n, b % n];
        for (const mask of [causalMask(n), hideNextMask(n), bidirectionalMask(n)]) {
          const path = pathTo(mask, from, to);
          const first = [1, 2, 3].find((layers) => reach(mask, layers)[from]?.[to]);
          expect(path?.length).toBe(first === undefined ? undefined : first + 1);
          path?.slice(1).forEach((looker, i) => {
            expect(mask[looker]?.[path[i] ?? -1]).toBe(true);
          });
        }
      }),
    );
  });
});
