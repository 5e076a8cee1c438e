import { describe, expect, test } from 'vitest';
import {
  banEnd,
  banRepeats,
  banWords,
  createRng,
  NothingLeft,
  penalizeFrequency,
  penalizePresence,
  penalizeRepetition,
  process,
  sample,
  type TextSoFar,
} from '#lib/sampling/index.ts';

const changed = (z: readonly number[], change: (logits: Float32Array) => void): number[] => {
  const logits = Float32Array.from(z);
  change(logits);
  return [...logits];
};

test('penalizeRepetition divides what is positive and multiplies what is negative, once', () => {
  const out = changed([4, -4, 0, 4, -Infinity], (z) =>
    penalizeRepetition(z, [0, 0, 1, 2, 4, 99], 2),
  );
  expect(out).toEqual([2, -8, 0, 4, -Infinity]);
});

test('penalizeFrequency counts, penalizePresence does not', () => {
  expect(changed([5, 5, 5], (z) => penalizeFrequency(z, [0, 0, 2], 1.5))).toEqual([2, 5, 3.5]);
  expect(changed([5, 5, 5], (z) => penalizePresence(z, [0, 0, 2], 1.5))).toEqual([3.5, 5, 3.5]);
});

test('banRepeats, banWords and banEnd set −∞ and nothing else', () => {
  expect(changed([1, 2, 3], (z) => banRepeats(z, [0, 1, 0], 2))).toEqual([1, -Infinity, 3]);
  expect(changed([1, 2, 3], (z) => banRepeats(z, [0, 1, 0], 0))).toEqual([1, 2, 3]);
  const words = [[2], [0, 1], [1, 0], [2, 0, 0]];
  expect(changed([1, 2, 3], (z) => banWords(z, [2, 0], words))).toEqual([
    -Infinity,
    -Infinity,
    -Infinity,
  ]);
  expect(changed([1, 2, 3], (z) => banWords(z, [], words))).toEqual([1, 2, -Infinity]);
  const least = { length: 4, least: 5 };
  expect(changed([1, 2, 3], (z) => banEnd(z, [0, 2], least))).toEqual([-Infinity, 2, -Infinity]);
  expect(changed([1, 2, 3], (z) => banEnd(z, [0], { length: 5, least: 5 }))).toEqual([1, 2, 3]);
});

describe('process(logits, options, text)', () => {
  const text: TextSoFar = { ids: [0, 1, 1], promptLength: 1 };

  test('divides before it subtracts, and counts the prompt for repetition only', () => {
    const options = { repetitionPenalty: 2, frequencyPenalty: 1, presencePenalty: 0.5 };
    expect([...process(Float32Array.of(8, 8, 8), options, text)]).toEqual([4, 1.5, 8]);
  });

  test('leaves its argument as it is', () => {
    const logits = Float32Array.of(1, 2, 3);
    expect([...process(logits, { badWordsIds: [[0]] }, text)]).toEqual([-Infinity, 2, 3]);
    expect([...logits]).toEqual([1, 2, 3]);
    expect(process(logits, {}, text)).toBe(logits);
  });

  test('min-length counts the prompt, min-new-tokens does not', () => {
    const at = (options: { minLength?: number; minNewTokens?: number }) =>
      process(Float32Array.of(1, 2, 3), { eosTokenId: 2, ...options }, text)[2];
    expect([at({ minLength: 3 }), at({ minLength: 4 })]).toEqual([3, -Infinity]);
    expect([at({ minNewTokens: 2 }), at({ minNewTokens: 3 })]).toEqual([3, -Infinity]);
  });

  test('counts for greedy too; with everything banned nothing is left', () => {
    const rng = createRng(1);
    const logits = Float32Array.of(1, 2, 3);
    expect(sample(logits, { strategy: 'greedy', badWordsIds: [[2]] }, rng, text)).toBe(1);
    for (const strategy of ['greedy', 'sample'] as const) {
      const options = { strategy, topK: 2, badWordsIds: [[0], [1], [2]] };
      expect(() => sample(logits, options, rng, text)).toThrow(NothingLeft);
    }
  });
});

test.each([
  [{ repetitionPenalty: 0 }, 'repetition-penalty'],
  [{ repetitionPenalty: -1 }, 'repetition-penalty'],
  [{ repetitionPenalty: NaN }, 'repetition-penalty'],
  [{ frequencyPenalty: Infinity }, 'frequency-penalty'],
  [{ minP: 1.1 }, 'min-p'],
  [{ typicalP: 0 }, 'typical-p'],
  [{ epsilonCutoff: 1 }, 'epsilon-cutoff'],
  [{ etaCutoff: -0.1 }, 'eta-cutoff'],
  [{ noRepeatNgramSize: 1.5 }, 'no-repeat-ngram-size'],
  [{ badWordsIds: [[]] }, 'bad-words-ids'],
  [{ minLength: -1 }, 'min-length'],
])('%j is refused by name', (options, name) => {
  const attempt = () =>
    sample(Float32Array.of(1), { strategy: 'sample', ...options }, createRng(1));
  expect(attempt).toThrow(name);
});

test('huge values do no harm', () => {
  const options = { temperature: 1e9, repetitionPenalty: 1e9, topK: 1e9, frequencyPenalty: 1e9 };
  const text: TextSoFar = { ids: [0], promptLength: 0 };
  const picked = sample(
    Float32Array.of(1, 2),
    { strategy: 'sample', ...options },
    createRng(1),
    text,
  );
  expect([0, 1]).toContain(picked);
});
