import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distribution, softmax, topK, topP } from '#lib/sampling/index.ts';

const logitsOf = (length: number) =>
  fc.float32Array({ minLength: 1, maxLength: length, min: -20, max: 20, noNaN: true });
const kept = (logits: Float32Array) => [...logits.keys()].filter((id) => logits[id] !== -Infinity);
const ln = (...p: number[]) => Float32Array.from(p, Math.log);

test('topK keeps the k largest as they are and cuts the others', () => {
  expect([...topK(Float32Array.of(1, 4, 2, 3), 2)]).toEqual([-Infinity, 4, -Infinity, 3]);
});

test('topK keeps exactly k, of equals the lowest ids', () => {
  expect(kept(topK(Float32Array.of(1, 1, 1, 1), 2))).toEqual([0, 1]);
  expect(kept(topK(Float32Array.of(0, 5, 5), 1))).toEqual([1]);
});

test('topK of the whole vocabulary or more keeps all', () => {
  const logits = Float32Array.of(1, 2, 3);
  expect(topK(logits, 3)).toEqual(logits);
  expect(topK(logits, 100)).toEqual(logits);
});

test('topK agrees with a full sort', () => {
  fc.assert(
    fc.property(logitsOf(60), fc.integer({ min: 1, max: 70 }), (logits, k) => {
      const sorted = [...logits.keys()].sort(
        (a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b,
      );
      expect(kept(topK(logits, k))).toEqual(sorted.slice(0, k).sort((a, b) => a - b));
    }),
  );
});

test('topP keeps the smallest set with at least p, and no more when it is reached exactly', () => {
  expect(kept(topP(ln(0.5, 0.25, 0.15, 0.1), 0.7))).toEqual([0, 1]);
  expect(kept(topP(ln(0.1, 0.15, 0.25, 0.5), 0.76))).toEqual([1, 2, 3]);
  expect(kept(topP(Float32Array.of(0, 0, 0, 0), 0.5))).toEqual([0, 1]);
  expect(kept(topP(Float32Array.of(0, 0, 0, 0), 0.51))).toEqual([0, 1, 2]);
});

test('topP with a tiny p keeps one token, with 1 all', () => {
  const logits = Float32Array.of(1, 5, 5, -100);
  expect(kept(topP(logits, Number.MIN_VALUE))).toEqual([1]);
  expect(topP(logits, 1)).toEqual(logits);
});

test('the set of topP reaches p, and without its least likely token does not', () => {
  fc.assert(
    fc.property(logitsOf(60), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (logits, p) => {
      const probability = softmax(logits);
      const ids = kept(topP(logits, p));
      const values = ids.map((id) => probability[id] ?? NaN);
      const total = values.reduce((a, b) => a + b, 0);
      expect(total).toBeGreaterThanOrEqual(p - 1e-5);
      expect(total - Math.min(...values)).toBeLessThan(p + 1e-5);
      const cut = [...probability].filter((_, id) => !ids.includes(id));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.max(0, ...cut));
    }),
  );
});

test('what is impossible stays impossible', () => {
  const logits = Float32Array.of(-Infinity, 1, 2, -Infinity);
  expect(kept(topK(logits, 3))).toEqual([1, 2]);
  expect(kept(topP(logits, 0.999999))).toEqual([1, 2]);
});

test('NaN is refused', () => {
  expect(() => topK(Float32Array.of(1, NaN, 2), 1)).toThrow(RangeError);
  expect(() => topP(Float32Array.of(1, NaN, 2), 0.5)).toThrow(RangeError);
});

test('temperature comes before top-k, and top-k before top-p', () => {
  const logits = ln(0.4, 0.3, 0.2, 0.1);
  const options = { strategy: 'sample', topK: 2, topP: 0.55 } as const;
  // Of the two that top-k leaves, the first has 4 / 7 > 0.55; of all four it had only 0.4.
  expect(kept(distribution(logits, options).map(Math.log))).toEqual([0]);
  // Flattened first, the first of two has less than 0.55.
  expect(kept(distribution(logits, { ...options, temperature: 4 }).map(Math.log))).toEqual([0, 1]);
});

test('distribution renormalises what is left', () => {
  const [a, b, c, d] = distribution(ln(0.4, 0.3, 0.2, 0.1), { strategy: 'sample', topK: 2 });
  expect(a).toBeCloseTo(4 / 7, 6);
  expect(b).toBeCloseTo(3 / 7, 6);
  expect([c, d]).toEqual([0, 0]);
});

test('distribution of greedy is one-hot', () => {
  expect([...distribution(Float32Array.of(1, 3, 3), { strategy: 'greedy' })]).toEqual([0, 1, 0]);
});
