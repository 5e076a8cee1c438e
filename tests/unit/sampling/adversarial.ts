/** Distributions on which a warper may go wrong, and what is kept as the tests count it. */
import fc from 'fast-check';

export const ln = (...p: number[]): Float32Array => Float32Array.from(p, Math.log);

export const kept = (logits: Float32Array): number[] =>
  [...logits.keys()].filter((id) => logits[id] !== -Infinity);

/** Ties, one possible token, all equal, −∞ among others, tiny and huge differences, any. */
export const adversarial: fc.Arbitrary<Float32Array> = fc
  .oneof(
    fc.array(fc.constantFrom(-Infinity, -1, 0, 0.5, 3), { minLength: 1, maxLength: 40 }),
    fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -80, max: 80 }))
      .map(([length, z]) => new Array<number>(length).fill(z)),
    fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(299))
      .map(([length, at]) =>
        Array.from({ length }, (_, id) => (id === at % length ? 2 : -Infinity)),
      ),
    fc.array(fc.double({ min: -60, max: 5, noNaN: true }), { minLength: 1, maxLength: 400 }),
    fc.array(fc.double({ min: 7, max: 7.001, noNaN: true }), { minLength: 1, maxLength: 400 }),
  )
  .map((values) => Float32Array.from(values))
  .filter((logits) => logits.some((z) => z > -Infinity));

/** Probabilities by the definition, in double precision. */
export function probabilities(logits: Float32Array): number[] {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = Array.from(logits, (z) => Math.exp(z - largest));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

/** −Σ p ln p. */
export const entropy = (p: readonly number[]): number =>
  p.reduce((sum, x) => (x > 0 ? sum - x * Math.log(x) : sum), 0);
