/** Each warper against the formula of its paper, written out with a full sort. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  candidates,
  cutsOf,
  distribution,
  epsilonCutoff,
  etaCutoff,
  leading,
  minP,
  softmax,
  temperature,
  topK,
  topP,
  typical,
  warpers,
  type SamplingOptions,
} from '#lib/sampling/index.ts';
import { adversarial, entropy, kept, ln, probabilities } from './adversarial.ts';

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
/** Closer to its bound a probability from float32 logits may fall on either side. */
const NEAR = 3e-6;

/** What a threshold on probabilities must keep and must cut; at least the likeliest stays. */
function expectThreshold(logits: Float32Array, warped: Float32Array, bound: number): void {
  const p = probabilities(logits);
  const ids = kept(warped);
  // by its logit: two that differ by next to nothing have the same probability in doubles
  const likeliest = logits.indexOf(logits.reduce((a, b) => Math.max(a, b)));
  if (Math.max(...p) < bound * (1 - NEAR)) expect(ids).toEqual([likeliest]);
  else
    p.forEach((x, id) => {
      if (x > bound * (1 + NEAR)) expect(ids).toContain(id);
      if (x < bound * (1 - NEAR)) expect(ids).not.toContain(id);
    });
  for (const id of ids) expect(warped[id]).toBe(logits[id]);
}

/** The fewest places in this order with the mass; null if rounding may decide. */
function smallest(order: readonly number[], p: readonly number[], mass: number): number[] | null {
  const taken: number[] = [];
  let sum = 0;
  for (const id of order) {
    if (Math.abs(sum - mass) < NEAR) return null;
    if (sum >= mass) break;
    taken.push(id);
    sum += p[id] ?? 0;
  }
  return taken.sort((a, b) => a - b);
}

describe('temperature', () => {
  test('is softmax(z / T)', () => {
    fc.assert(
      fc.property(adversarial, fc.double({ min: 0.1, max: 10, noNaN: true }), (logits, T) => {
        const expected = probabilities(logits.map((z) => z / T));
        softmax(temperature(logits, T)).forEach((p, id) => {
          expect(p).toBeCloseTo(expected[id] ?? NaN, 4);
        });
      }),
    );
  });

  test('0 leaves the likeliest, ∞ makes all that are possible equally likely', () => {
    const logits = Float32Array.of(1, -Infinity, 5, 5);
    expect([...softmax(temperature(logits, 0))]).toEqual([0, 0, 1, 0]);
    const third = Math.fround(1 / 3);
    expect([...softmax(temperature(logits, Infinity))]).toEqual([third, 0, third, third]);
    expect([...softmax(temperature(logits, 1e300))]).toEqual([third, 0, third, third]);
    expect([...softmax(temperature(logits, 1e-300))]).toEqual([0, 0, 0.5, 0.5]);
  });

  test('at ∞, top-k still keeps the likeliest', () => {
    const options = { strategy: 'sample', temperature: Infinity, topK: 2 } as const;
    expect([...distribution(Float32Array.of(0, 1, 3, 2), options)]).toEqual([0, 0, 0.5, 0.5]);
  });
});

test('topK keeps the k first of a stable sort', () => {
  fc.assert(
    fc.property(adversarial, fc.integer({ min: 1, max: 450 }), (logits, k) => {
      const sorted = kept(logits).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
      expect(kept(topK(logits, k))).toEqual(sorted.slice(0, k).sort((a, b) => a - b));
    }),
  );
});

describe('topP', () => {
  test('keeps the smallest set of likeliest tokens with Σ P ≥ p (Holtzman et al. 2020)', () => {
    fc.assert(
      fc.property(adversarial, share, (logits, p) => {
        const P = probabilities(logits);
        const order = kept(logits).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
        const expected = smallest(order, P, p);
        if (expected !== null) expect(kept(topP(logits, p))).toEqual(expected);
      }),
    );
  });

  test('no set of fewer tokens, of any kind, reaches p', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
        share,
        (w, p) => {
          const total = w.reduce((a, b) => a + b, 0);
          const size = kept(topP(ln(...w.map((x) => x / total)), p)).length;
          for (let set = 1; set < 2 ** w.length; set++) {
            const members = w.filter((_, i) => (set >> i) & 1);
            const mass = members.reduce((a, b) => a + b, 0) / total;
            if (mass >= p + NEAR) expect(members.length).toBeGreaterThanOrEqual(size);
          }
        },
      ),
    );
  });

  test.each([1, 3, 7, 9])('of ten equal tokens %d tenths take as many', (tenths) => {
    expect(kept(topP(new Float32Array(10), tenths / 10))).toHaveLength(tenths);
  });
});

test('minP keeps P ≥ m · max P (Nguyen et al. 2024)', () => {
  fc.assert(
    fc.property(adversarial, share, (logits, m) => {
      expectThreshold(logits, minP(logits, m), m * Math.max(...probabilities(logits)));
    }),
  );
  expect(kept(minP(ln(0.5, 0.25, 0.125, 0.125), 0.5))).toEqual([0, 1]);
  expect(kept(minP(Float32Array.of(1, -Infinity, 1), 1))).toEqual([0, 2]);
});

test('typical keeps the smallest set nearest to the entropy with Σ P ≥ τ (Meister et al. 2023)', () => {
  fc.assert(
    fc.property(adversarial, share, (logits, tau) => {
      const P = probabilities(logits);
      const H = entropy(P);
      // float32 as the warper has it, so that equals are equal
      const off = P.map((p) => Math.fround(Math.abs(-Math.log(p) - H)));
      const order = kept(logits).sort((a, b) => (off[a] ?? 0) - (off[b] ?? 0) || a - b);
      const expected = smallest(order, P, tau);
      const sum = (ids: readonly number[]): number => ids.reduce((s, id) => s + (P[id] ?? 0), 0);
      if (expected === null) return;
      const ids = kept(typical(logits, tau));
      // two tokens that are equally far off, one likelier and one less than typical, may change places
      expect(Math.abs(ids.length - expected.length)).toBeLessThanOrEqual(1);
      expect(sum(ids)).toBeGreaterThanOrEqual(tau - NEAR);
      const farthest = Math.max(...ids.map((id) => off[id] ?? 0));
      for (const id of order) if ((off[id] ?? 0) < farthest - 1e-5) expect(ids).toContain(id);
    }),
  );
});

test('typical may drop the likeliest token', () => {
  // surprises 0.51 and 2.08 (eight times), entropy 1.13: hand-counted distances 0.62 and 1.79 − …
  const logits = ln(0.4, 0.15, 0.15, 0.15, 0.15);
  const H = entropy([0.4, 0.15, 0.15, 0.15, 0.15]);
  expect(Math.abs(-Math.log(0.15) - H)).toBeLessThan(Math.abs(-Math.log(0.4) - H));
  expect(kept(typical(logits, 0.6))).toEqual([1, 2, 3, 4]);
});

test('epsilonCutoff keeps P ≥ ε, or the likeliest (Hewitt et al. 2022)', () => {
  fc.assert(
    fc.property(adversarial, share, (logits, epsilon) => {
      expectThreshold(logits, epsilonCutoff(logits, epsilon), epsilon);
    }),
  );
  expect(kept(epsilonCutoff(new Float32Array(10), 0.1))).toHaveLength(10);
  expect(kept(epsilonCutoff(new Float32Array(10), 0.11))).toEqual([0]);
});

test('etaCutoff keeps P ≥ min(ε, √ε exp(−H)), or the likeliest (Hewitt et al. 2022)', () => {
  fc.assert(
    fc.property(adversarial, fc.double({ min: 1e-4, max: 0.9, noNaN: true }), (logits, epsilon) => {
      const H = entropy(probabilities(logits));
      const eta = Math.min(epsilon, Math.sqrt(epsilon) * Math.exp(-H));
      expectThreshold(logits, etaCutoff(logits, epsilon), eta);
    }),
  );
});

const all: readonly [string, (logits: Float32Array) => Float32Array][] = [
  ['temperature', (z) => temperature(z, 0.5)],
  ['topK', (z) => topK(z, 2)],
  ['topP', (z) => topP(z, 0.5)],
  ['minP', (z) => minP(z, 0.5)],
  ['typical', (z) => typical(z, 0.5)],
  ['epsilonCutoff', (z) => epsilonCutoff(z, 0.1)],
  ['etaCutoff', (z) => etaCutoff(z, 0.1)],
];

test.each(all)('%s refuses NaN, +∞, only −∞, and nothing', (_, warp) => {
  for (const bad of [[1, NaN, 2], [NaN], [Infinity, 1], [-Infinity, -Infinity], []])
    expect(() => warp(Float32Array.from(bad))).toThrow(RangeError);
});

test.each(all)(
  '%s leaves its argument as it is, keeps at least one, and no impossible one',
  (_, warp) => {
    fc.assert(
      fc.property(adversarial, (logits) => {
        const before = logits.slice();
        const ids = kept(warp(logits));
        expect(logits).toEqual(before);
        expect(ids.length).toBeGreaterThan(0);
        for (const id of ids) expect(logits[id]).toBeGreaterThan(-Infinity);
      }),
    );
  },
);

const options: fc.Arbitrary<SamplingOptions> = fc
  .record(
    {
      temperature: fc.double({ min: 0.3, max: 3, noNaN: true }),
      topK: fc.integer({ min: 1, max: 100 }),
      topP: share,
      minP: share,
      typicalP: share,
      epsilonCutoff: share,
      etaCutoff: share,
    },
    { requiredKeys: [] },
  )
  .map((some) => ({ strategy: 'sample', ...some }));

test('the packed chain gives what the warpers give one after another', () => {
  fc.assert(
    fc.property(adversarial, options, (logits, some) => {
      const one = warpers(some).reduce((warped, warp) => warp(warped), logits);
      const { ids, logits: left } = candidates(logits, some);
      expect(ids === null ? kept(left) : [...ids]).toEqual(kept(one));
      const p = distribution(logits, some);
      softmax(one).forEach((q, id) => {
        expect(p[id]).toBeCloseTo(q, 6);
      });
    }),
  );
});

test('the cuts come in the order of generate()', () => {
  const some = { topK: 9, topP: 0.9, minP: 0.1, typicalP: 0.9, epsilonCutoff: 0.1, etaCutoff: 0.1 };
  const names = ['topK', 'topP', 'minP', 'typicalP', 'epsilonCutoff', 'etaCutoff'];
  expect(cutsOf(some).map(({ name }) => name)).toEqual(names);
  const reversed = Object.fromEntries(Object.entries(some).reverse());
  expect(cutsOf(reversed).map(({ name }) => name)).toEqual(names);
});

test('values that mean "off" cut nothing', () => {
  expect(cutsOf({ topP: 1, minP: 0, typicalP: 1, epsilonCutoff: 0, etaCutoff: 0 })).toEqual([]);
});

test('each cut keeps at least n tokens when asked to', () => {
  const tight = {
    topK: 1,
    topP: 0.01,
    minP: 1,
    typicalP: 0.01,
    epsilonCutoff: 0.9,
    etaCutoff: 0.9,
  };
  for (const { keep } of cutsOf(tight, 3)) expect(keep(ln(0.4, 0.3, 0.2, 0.1))).toHaveLength(3);
});

test('leading(keys, weights, enough) agrees with a sort, for thousands of keys and any scale', () => {
  const key = fc.oneof(
    fc.constantFrom(0, -0, 1, -1, -Infinity),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
  );
  const keys = fc.oneof(
    fc.array(key, { minLength: 1, maxLength: 60 }),
    // many more than are sorted, from few different ones
    fc
      .tuple(fc.array(key, { minLength: 1, maxLength: 30 }), fc.integer({ min: 500, max: 5000 }))
      .map(([some, n]) => Array.from({ length: n }, (_, i) => some[(i * i) % some.length] ?? 0)),
  );
  fc.assert(
    fc.property(
      keys,
      fc.boolean(),
      fc.double({ min: 0, max: 1.1, noNaN: true }),
      (list, weighed, part) => {
        const values = Float32Array.from(list);
        // eighths, which add up exactly in any order
        const weights = weighed ? Float64Array.from(list, (_, i) => ((i * 7) % 9) / 8) : null;
        const weight = (id: number): number => weights?.[id] ?? 1;
        const order = kept(values).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
        const enough = part * order.reduce((sum, id) => sum + weight(id), 0);
        let sum = 0;
        const expected = order.filter((id) => {
          const needed = sum < enough;
          sum += weight(id);
          return needed;
        });
        expect([...leading(values, weights, enough)]).toEqual(expected.sort((a, b) => a - b));
      },
    ),
  );
});
