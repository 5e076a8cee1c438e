import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inBits, scoreRow, scoreRows, totals } from '#lib/scoring/index.ts';

/** The logits of given probabilities; a softmax forgets what is added to all of them. */
const logitsOf = (probabilities: readonly number[], shift = 0): Float32Array =>
  Float32Array.from(probabilities, (p) => Math.log(p) + shift);

/** Few different values, so that ties are common. */
const logits = fc
  .array(fc.constantFrom(-Infinity, -40, -1, 0, 0.5, 3, 80), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values))
  .filter((row) => row.some(Number.isFinite));

describe('scoreRow(logits, id)', () => {
  test('½, ¼, ⅛, ⅛: surprises of 1, 2, 3, 3 bits, entropy 1¾ bits', () => {
    const row = logitsOf([1 / 8, 1 / 2, 1 / 8, 1 / 4], 70);
    const scores = [0, 1, 2, 3].map((id) => scoreRow(row, id));
    for (const [id, bits] of [3, 1, 3, 2].entries()) {
      expect(scores[id]?.bits).toBeCloseTo(bits, 4);
      expect(scores[id]?.logprob).toBeCloseTo(-bits * Math.LN2, 4);
      expect(scores[id]?.entropy).toBeCloseTo(1.75, 4);
    }
    expect(scores.map(({ rank }) => rank)).toEqual([3, 1, 4, 2]);
  });

  test('a uniform row of V: log₂ V bits for each token and as entropy', () => {
    const score = scoreRow(new Float32Array(50_257).fill(-3), 40_000);
    expect(score.bits).toBeCloseTo(Math.log2(50_257), 9);
    expect(score.entropy).toBeCloseTo(Math.log2(50_257), 9);
    expect(score.rank).toBe(40_001);
  });

  test('one token alone: no surprise, all others impossible', () => {
    const row = Float32Array.of(-Infinity, 2, -Infinity);
    expect(scoreRow(row, 1)).toEqual({ id: 1, logprob: 0, rank: 1, bits: 0, entropy: 0 });
    expect(scoreRow(row, 2)).toMatchObject({ logprob: -Infinity, rank: 3, bits: Infinity });
  });

  test('is the definition in double precision, ties and all', () => {
    fc.assert(
      fc.property(logits, (row) => {
        const largest = Math.max(...row);
        const weights = [...row].map((z) => Math.exp(z - largest));
        const total = weights.reduce((a, b) => a + b, 0);
        const order = [...row.keys()].sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b);
        const entropy = weights
          .map((w) => w / total)
          .reduce((bits, p) => (p > 0 ? bits - p * Math.log2(p) : bits), 0);
        let sum = 0;
        for (const id of row.keys()) {
          const score = scoreRow(row, id);
          sum += Math.exp(score.logprob);
          expect(score.rank).toBe(order.indexOf(id) + 1);
          expect(score.entropy).toBeCloseTo(entropy, 9);
        }
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  test('ids outside the row, NaN and rows that allow nothing are refused', () => {
    expect(() => scoreRow(Float32Array.of(1, 2), 2)).toThrow('no logit for this id: 2');
    expect(() => scoreRow(Float32Array.of(1, 2), -1)).toThrow(RangeError);
    expect(() => scoreRow(Float32Array.of(1, NaN), 0)).toThrow('not a number at id 1');
    expect(() => scoreRow(Float32Array.of(-Infinity, -Infinity), 0)).toThrow('no distribution');
    expect(() => scoreRow(Float32Array.of(Infinity, 0), 0)).toThrow('no distribution');
  });
});

test('scoreRows judges token t by row t', () => {
  const data = Float32Array.from([...logitsOf([0.5, 0.5]), ...logitsOf([0.25, 0.75])]);
  const [first, second] = scoreRows({ shape: [2, 2], data }, [1, 0]);
  expect(first?.logprob).toBeCloseTo(Math.log(0.5), 6);
  expect(second?.logprob).toBeCloseTo(Math.log(0.25), 6);
  expect(second?.rank).toBe(2);
});

describe('totals(scores)', () => {
  test('perplexity of a uniform model is the size of its vocabulary', () => {
    const scores = [3, 1, 4].map((id) => scoreRow(new Float32Array(8), id));
    expect(totals(scores).perplexity).toBeCloseTo(8, 12);
    expect(totals(scores).bits).toBeCloseTo(9, 12);
  });
  test('0.5 × 0.4 = 0.2: the two steps of the toy tree', () => {
    const { logprob, count, loss } = totals([
      { logprob: Math.log(0.5) },
      { logprob: Math.log(0.4) },
    ]);
    expect(Math.exp(logprob)).toBeCloseTo(0.2, 15);
    expect(loss).toBeCloseTo(-Math.log(0.2) / 2, 15);
    expect(count).toBe(2);
  });
  test('of nothing: a sum of 0 and no mean', () => {
    expect(totals([])).toMatchObject({ count: 0, logprob: 0, perplexity: NaN, loss: NaN });
  });
  test('one impossible token makes all of it impossible', () => {
    expect(totals([{ logprob: -1 }, { logprob: -Infinity }]).perplexity).toBe(Infinity);
  });
});

test('inBits: ln 8 is three bits', () => {
  expect(inBits(Math.log(8))).toBeCloseTo(3, 15);
});
