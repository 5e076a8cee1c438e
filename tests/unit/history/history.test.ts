import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instructSets, publishedModels } from '#lib/history/models.ts';
import { preference, preferenceLoss, tokenLoss } from '#lib/history/preference.ts';
import { countParameters } from '#lib/parameters/index.ts';

describe('publishedModels', () => {
  test.each(publishedModels.map((model) => [model.name, model] as const))(
    '%s: the stated size is what its layers, width and vocabulary come to',
    (_name, { parameters, context, n_layer, n_embd, vocab_size }) => {
      const sum = countParameters({
        ...{ n_layer, n_embd, vocab_size, n_positions: context, n_head: 1, n_inner: 4 * n_embd },
      });
      // The papers round; GPT-2's "1.5B" is the coarsest.
      expect(Math.abs(sum / parameters - 1)).toBeLessThan(0.04);
    },
  );

  test('come in the order of their dates, and grow', () => {
    const of = (key: 'date' | 'parameters' | 'bytes' | 'context') =>
      publishedModels.map((model) => model[key]);
    for (const key of ['date', 'parameters', 'bytes', 'context'] as const) {
      const values = of(key);
      expect(values).toEqual(values.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(new Set(values).size).toBe(3);
    }
  });

  test('InstructGPT’s sets add up as in table 6: labellers and customers', () => {
    expect(instructSets.demonstrations).toBe(11_295 + 1_430);
    expect(instructSets.comparisons).toBe(6_623 + 26_584);
  });
});

describe('preference(a, b) and its loss', () => {
  const reward = fc.double({ min: -30, max: 30, noNaN: true });

  test('two answers share the chance, and only the difference counts', () => {
    fc.assert(
      fc.property(reward, reward, reward, (a, b, shift) => {
        expect(preference(a, b) + preference(b, a)).toBeCloseTo(1, 12);
        expect(preference(a + shift, b + shift)).toBeCloseTo(preference(a, b), 9);
        expect(preferenceLoss(a, b)).toBeCloseTo(-Math.log(preference(a, b)), 6);
      }),
    );
  });

  test('equal rewards: a coin, and ln 2; a margin of 1: 0.731 and 0.313', () => {
    expect(preference(2, 2)).toBe(0.5);
    expect(preferenceLoss(2, 2)).toBeCloseTo(Math.LN2, 15);
    expect(preference(1, 0)).toBeCloseTo(0.7310585786, 10);
    expect(preferenceLoss(1, 0)).toBeCloseTo(0.3132616875, 10);
    expect(preferenceLoss(-1000, 1000)).toBe(2000);
  });

  test('tokenLoss(p) is 0 for a sure token and ln 50,257 for a blind guess', () => {
    expect(tokenLoss(1)).toBeCloseTo(0, 15);
    expect(tokenLoss(1 / 50_257)).toBeCloseTo(10.8249, 4);
  });
});
