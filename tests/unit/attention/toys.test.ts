import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  comparePlace,
  crossPattern,
  dealWishes,
  doneAfter,
  HEAD_COUNTS,
  headOver,
  headPattern,
  makeScorer,
  numbersSnippet,
  raceScores,
  readable,
  scoreCost,
  solve,
  ticksNeeded,
  wishedPlace,
  WISHES,
} from '#lib/attention/index.ts';

const sentence = fc.array(fc.constantFrom('a', 'dog', 'saw', 'the', 'cat', '猫'), {
  minLength: 1,
  maxLength: 8,
});

describe('headOver(words, shared, seed)', () => {
  test('one matrix for both: symmetric, and no two tokens prefer each other to themselves', () => {
    fc.assert(
      fc.property(sentence, fc.nat(999), (words, seed) => {
        const { scores, asymmetry, mutual, pattern } = headOver(words, true, seed);
        expect(asymmetry).toBeLessThan(1e-12);
        expect(mutual).toBe(0);
        for (const [i, row] of scores.entries())
          for (const [j, score] of row.entries())
            expect(2 * score).toBeLessThanOrEqual(
              (scores[i]?.[i] ?? NaN) + (scores[j]?.[j] ?? NaN) + 1e-12,
            );
        for (const row of pattern) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('two matrices: neither holds in general; the same word scores the same', () => {
    const { asymmetry, mutual, scores } = headOver(['the', 'dog', 'saw', 'the', 'cat'], false, 1);
    expect(asymmetry).toBeGreaterThan(0.1);
    expect(mutual).toBeGreaterThan(0);
    expect(scores[0]).toEqual(scores[3]);
  });
});

describe('many heads', () => {
  test('wishedPlace finds the places', () => {
    const words = [4, 7, 4, 9, 7];
    const places = WISHES.map((wish) => wishedPlace(wish, words, 4));
    // self, previous, two back, three back, first, and what came after the 7 before
    expect(places).toEqual([4, 3, 2, 1, 0, 2]);
    expect(wishedPlace('after', words, 3)).toBe(0);
    expect(WISHES.map((wish) => wishedPlace(wish, words, 0))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('each wish is served, and every pattern adds up to 1', () => {
    for (const h of HEAD_COUNTS)
      for (let m = 1; m <= WISHES.length; m++) {
        const heads = dealWishes(WISHES.slice(0, m), h);
        expect(heads).toHaveLength(h);
        expect(new Set(heads.flatMap(({ serves }) => serves)).size).toBe(m);
        if (h >= m) expect(heads.every(({ serves }) => serves.length === 1)).toBe(true);
        for (const head of heads)
          for (const row of headPattern(head, [1, 2, 1, 3]))
            expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }
  });

  test('one wish is read without fault; of two that share a head, little more than half', () => {
    for (const h of HEAD_COUNTS) expect(readable(['previous'], h, 2)).toEqual([1]);
    const [one, two] = [readable(['self', 'previous'], 1, 2), readable(['self', 'previous'], 2, 2)];
    for (const share of one) expect(share).toBeLessThan(0.7);
    for (const share of two) expect(share).toBeGreaterThan(0.75);
  });

  test('solve(A, B) gives X with A X = B', () => {
    const A = (): Float64Array[] =>
      [
        [0, 2, 1],
        [1, 1, 0],
        [3, 0, 4],
      ].map((row) => Float64Array.from(row));
    const X = solve(
      A(),
      [[5], [3], [11]].map((row) => Float64Array.from(row)),
    );
    const back = A().map((row) => row.reduce((sum, a, j) => sum + a * (X[j]?.[0] ?? NaN), 0));
    for (const [i, value] of [5, 3, 11].entries()) expect(back[i]).toBeCloseTo(value, 12);
  });
});

describe('dot product and additive score', () => {
  test('the product grows with the key and follows the cosine; the network stays in its bound', () => {
    const { key, product, additive, bound } = makeScorer(16, 4);
    for (const angle of [0, 1, 2, 3]) {
      expect(product(key(angle, 1))).toBeCloseTo(4 * Math.cos(angle), 9);
      expect(product(key(angle, 7))).toBeCloseTo(7 * product(key(angle, 1)), 9);
      for (const length of [0.1, 1, 100])
        expect(Math.abs(additive(key(angle, length)))).toBeLessThanOrEqual(bound);
    }
  });

  test('cost: n² d products either way, and n² d tanh for the network alone', async () => {
    const { product, additive } = scoreCost(10, 64);
    expect(product).toEqual({ multiplyAdds: 6400, tanhs: 0, held: 100 });
    expect(additive).toEqual({ multiplyAdds: 6400, tanhs: 6400, held: 6400 });
    let clock = 0;
    const race = await raceScores(
      3,
      4,
      () => clock++,
      () => Promise.resolve(),
    );
    expect([race.product, race.additive]).toEqual([3, 3]);
    expect(Number.isFinite(race.sum)).toBe(true);
  });
});

test('crossPattern: the weight of the same meaning is e^β / (e^β + n − 1)', () => {
  const source = ['a', 'b', 'c'].map((word) => ({ word, means: word }));
  const [row] = crossPattern(source, [{ word: 'B', means: 'b' }], 2);
  expect(row?.[1]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 2), 12);
  const [none] = crossPattern(source, [{ word: '.', means: 'none' }], 2);
  expect([...(none ?? [])]).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

describe('teacher forcing', () => {
  test('comparePlace gives ln softmax of both and their farthest logit', () => {
    const found = comparePlace(Float32Array.of(0, Math.log(3)), Float32Array.of(0.5, 0), 1);
    expect(found.together).toBeCloseTo(Math.log(0.75), 6);
    expect(found.alone).toBeCloseTo(-Math.log(1 + Math.exp(0.5)), 6);
    expect(found.apart).toBeCloseTo(Math.log(3), 6);
  });

  test('all is done after ticksNeeded ticks and not before', () => {
    for (const kind of ['transformer', 'recurrent'] as const) {
      const [places, layers] = [7, 3];
      const left = (ticks: number): number =>
        Array.from({ length: places * layers }, (_, i) => i).filter(
          (i) => !doneAfter(kind, ticks, i % places, Math.floor(i / places)),
        ).length;
      const needed = ticksNeeded(kind, places, layers);
      expect(left(needed)).toBe(0);
      expect(left(needed - 1)).toBeGreaterThan(0);
      expect(needed).toBe(kind === 'transformer' ? 3 : 9);
    }
  });
});

test('numbersSnippet names the text, the head and the places', () => {
  const code = numbersSnippet([5, 7], 2, { head: 3, query: 1, key: 0 }, 'openai-community/gpt2');
  expect(code).toContain('ids = torch.tensor([[5, 7]])');
  expect(code).toContain('layer, head, t, s = 2, 3, 1, 0');
  expect(code).toContain('from_pretrained_no_processing("gpt2")');
});
