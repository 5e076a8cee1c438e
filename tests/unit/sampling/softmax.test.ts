import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logSoftmax, softmax, temperature } from '#lib/sampling/index.ts';

const logitsOf = (length: number) =>
  fc.float32Array({ minLength: 1, maxLength: length, min: -80, max: 80, noNaN: true });
const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);

test('softmax is exp z over the sum of exp z', () => {
  const [a = 0, b = 0, c = 0] = softmax(Float32Array.of(1, 2, 3));
  const total = Math.E + Math.E ** 2 + Math.E ** 3;
  expect(a).toBeCloseTo(Math.E / total, 7);
  expect(b).toBeCloseTo(Math.E ** 2 / total, 7);
  expect(c).toBeCloseTo(Math.E ** 3 / total, 7);
});

test('softmax of logits that are logarithms gives the probabilities back', () => {
  const p = [0.5, 0.25, 0.125, 0.125];
  softmax(Float32Array.from(p, Math.log)).forEach((q, i) => expect(q).toBeCloseTo(p[i] ?? NaN, 6));
});

test('softmax of equal logits is uniform', () => {
  expect([...softmax(new Float32Array(8).fill(1000))]).toEqual(new Array(8).fill(0.125));
});

test('softmax of one possible token is one-hot, and −∞ is exactly 0', () => {
  expect([...softmax(Float32Array.of(-Infinity, 3, -Infinity))]).toEqual([0, 1, 0]);
  expect([...logSoftmax(Float32Array.of(-Infinity, 3, -Infinity))]).toEqual([
    -Infinity,
    0,
    -Infinity,
  ]);
});

test('softmax sums to 1, keeps the order, and is exp of logSoftmax', () => {
  fc.assert(
    fc.property(logitsOf(200), (logits) => {
      const p = softmax(logits);
      expect(Math.abs(sum(p) - 1)).toBeLessThan(1e-5);
      const logp = logSoftmax(logits);
      p.forEach((q, i) => {
        expect(q).toBeCloseTo(Math.exp(logp[i] ?? NaN), 5);
        if ((logits[i] ?? 0) > (logits[0] ?? 0)) expect(q).toBeGreaterThanOrEqual(p[0] ?? NaN);
      });
    }),
  );
});

test('softmax does not change when a constant is added, however large', () => {
  const logits = Float32Array.of(0, 1, 2, -3);
  expect([...softmax(logits.map((z) => z + 1024))]).toEqual([...softmax(logits)]);
  expect([...softmax(logits.map((z) => z - 1024))]).toEqual([...softmax(logits)]);
});

test('softmax(z, T) is softmax of z / T', () => {
  fc.assert(
    fc.property(logitsOf(50), fc.double({ min: 0.05, max: 20, noNaN: true }), (logits, T) => {
      const expected = softmax(logits.map((z) => z / T));
      softmax(logits, T).forEach((p, i) => expect(p).toBeCloseTo(expected[i] ?? NaN, 3));
    }),
  );
});

test('temperature 1 changes nothing, 0 leaves the most likely token of lowest id', () => {
  const logits = Float32Array.of(1, 5, 5, 2);
  expect(temperature(logits, 1)).toBe(logits);
  expect([...softmax(logits, 0)]).toEqual([0, 1, 0, 0]);
});

test('a temperature near 0 or very large stays finite', () => {
  const logits = Float32Array.of(1, 5, 2);
  expect([...softmax(logits, 1e-300)]).toEqual([0, 1, 0]);
  softmax(logits, 1e300).forEach((p) => expect(p).toBeCloseTo(1 / 3, 6));
});

test.each([
  ['nothing', []],
  ['NaN', [1, NaN]],
  ['+∞', [1, Infinity]],
  ['only −∞', [-Infinity, -Infinity]],
])('softmax and logSoftmax refuse %s', (_, values) => {
  expect(() => softmax(Float32Array.from(values))).toThrow(RangeError);
  expect(() => logSoftmax(Float32Array.from(values))).toThrow(RangeError);
});
