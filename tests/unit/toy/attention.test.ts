import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sinusoid } from '#lib/positions/index.ts';
import {
  TOY_MATRICES,
  TOY_WIDTH,
  toyAttention,
  toyDifferences,
  wordVector,
  type ToyOptions,
} from '#lib/toy/attention.ts';

const plain: ToyOptions = { positions: false, mask: false, sum: 'as they stand' };
const words = fc.array(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 12 });
/** A text and an order to read it in. */
const reordered = words.chain((text) =>
  fc.tuple(
    fc.constant(text),
    fc.shuffledSubarray([...text.keys()], { minLength: text.length, maxLength: text.length }),
  ),
);

/** The formula as it is written, term by term. */
function byFormula(text: readonly string[], positions: boolean, mask: boolean): number[][] {
  const x = text.map((word, t) =>
    wordVector(word).map((w, i) => w + (positions ? (sinusoid(t, TOY_WIDTH)[i] ?? 0) : 0)),
  );
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, ai, i) => sum + ai * (b[i] ?? 0), 0);
  const of = (matrix: readonly (readonly number[])[], row: readonly number[]) =>
    matrix.map((m) => dot(m, row));
  return x.map((xt, t) => {
    const seen = mask ? x.slice(0, t + 1) : x;
    const e = seen.map((xs) =>
      Math.exp(dot(of(TOY_MATRICES.query, xt), of(TOY_MATRICES.key, xs)) / Math.sqrt(TOY_WIDTH)),
    );
    const total = e.reduce((a, b) => a + b, 0);
    return xt.map((_, i) =>
      seen.reduce(
        (sum, xs, s) => sum + ((e[s] ?? 0) / total) * (of(TOY_MATRICES.value, xs)[i] ?? 0),
        0,
      ),
    );
  });
}

describe('toyAttention(words, options)', () => {
  test('is the formula, with and without positions and mask', () => {
    fc.assert(
      fc.property(words, fc.boolean(), fc.boolean(), (text, positions, mask) => {
        const expected = byFormula(text, positions, mask);
        const actual = toyAttention(text, { ...plain, positions, mask });
        for (const [t, row] of expected.entries())
          for (const [i, y] of row.entries()) expect(actual[t]?.[i]).toBeCloseTo(y, 12);
      }),
    );
  });

  test('a token that sees only itself gives its own value', () => {
    const [out = []] = toyAttention(['cat'], plain);
    const value = TOY_MATRICES.value.map((row) =>
      row.reduce((sum, m, i) => sum + m * (wordVector('cat')[i] ?? 0), 0),
    );
    expect(out).toEqual(value);
  });
});

describe('toyDifferences(words, order, options)', () => {
  test('without positions and mask, sums made smallest first: exactly 0 for every order', () => {
    fc.assert(
      fc.property(reordered, ([text, order]) => {
        const differences = toyDifferences(text, order, { ...plain, sum: 'smallest first' });
        expect(differences).toEqual(order.map(() => 0));
      }),
    );
  });

  test('summed as the tokens stand: within a few last digits of 64 bits', () => {
    fc.assert(
      fc.property(reordered, ([text, order]) => {
        expect(Math.max(...toyDifferences(text, order, plain))).toBeLessThan(5e-15);
      }),
    );
  });

  test('with positions, or with the mask, two exchanged words change the output', () => {
    const text = ['dog', 'bites', 'man'];
    for (const change of [{ positions: true }, { mask: true }]) {
      const [first = 0] = toyDifferences(text, [2, 1, 0], { ...plain, ...change });
      expect(first).toBeGreaterThan(1e-3);
    }
  });

  test('with the mask, the last word cannot tell in which order the words before it stand', () => {
    const options: ToyOptions = { ...plain, mask: true, sum: 'smallest first' };
    expect(toyDifferences(['a', 'b', 'c', 'd'], [2, 0, 1, 3], options)[3]).toBe(0);
  });
});
