import { describe, expect, test } from 'vitest';
import stored from '#lib/embedded/decoding.json' with { type: 'json' };
import {
  binEnds,
  massUpTo,
  nextStep,
  readPieces,
  readStep,
  storePieces,
  storeStep,
  tokensFor,
  type StoredDecoding,
} from '#lib/distribution/index.ts';
import { makeStoredDecoding } from '../../../tools/model/stored-decoding.ts';

const textOf = (id: number): string => `t${String(id)}`;
const logits = Float32Array.from(
  { length: 4000 },
  (_, id) => -1.2 * Math.log(((id * 7) % 4000) + 1),
);

describe('a step of a text', () => {
  test('names the likeliest tokens and the one that came', () => {
    const step = nextStep(logits, 4, textOf);
    // Ranks go with (7 id) mod 4000: 0 for id 0, 28 for id 4, 1 for id 1143.
    expect(step.top[0]).toMatchObject({ id: 0, text: 't0' });
    expect(step.top[1]).toMatchObject({ id: 1143 });
    expect(step.taken).toMatchObject({ id: 4, rank: 29 });
    expect(step.taken?.p).toBeCloseTo(Math.exp(step.all.logprobs[28] ?? NaN), 6);
    expect(nextStep(logits, null, textOf).taken).toBeNull();
  });

  test('is the same after being stored, to the digits that are kept', () => {
    const ends = binEnds(4000, 50, 40);
    const step = nextStep(logits, 4, textOf);
    const kept = JSON.parse(JSON.stringify(storeStep(step, ends))) as ReturnType<typeof storeStep>;
    const read = readStep(kept, ends);
    expect(read.taken?.rank).toBe(29);
    expect(read.top.map(({ id }) => id)).toEqual(step.top.map(({ id }) => id));
    for (const k of [1, 5, 40, 50])
      expect(massUpTo(read.all, k)).toBeCloseTo(massUpTo(step.all, k), 3);
    for (const p of [0.5, 0.9, 0.99]) {
      const [exact, near] = [tokensFor(step.all, p), tokensFor(read.all, p)];
      expect(Math.abs(near / exact - 1)).toBeLessThan(0.03);
    }
  });
});

test('pieces come back as they were, bytes and fragments too', () => {
  const pieces = [
    {
      text: '<|endoftext|>',
      start: 0,
      end: 1,
      fragments: [{ id: 9, bytes: '3C 7C 65 6E 64 6F 66 74 65 78 74 7C 3E' }],
    },
    { text: ' é', start: 1, end: 2, fragments: [{ id: 4, bytes: '20 C3 A9' }] },
    {
      text: '是',
      start: 2,
      end: 4,
      fragments: [
        { id: 1, bytes: 'E6' },
        { id: 2, bytes: '98 AF' },
      ],
    },
    { text: '�', start: 4, end: 5, fragments: [{ id: 3, bytes: '80' }] },
  ];
  const kept = storePieces(pieces);
  expect(kept[1]).toEqual([' é', 4]);
  expect(readPieces(kept)).toEqual(pieces);
});

describe('decoding.json is what the teaching model gives (else: npm run stored-decoding)', () => {
  const kept = stored as unknown as StoredDecoding;

  test('texts, tokens, distributions and scores', async () => {
    const made = await makeStoredDecoding();
    for (const key of ['vocabulary', 'positions', 'ends', 'candidates'] as const)
      expect(made[key]).toEqual(kept[key]);
    expect(made.writing.pieces).toEqual(kept.writing.pieces);
    expect([made.flat.text, made.peaked.text]).toEqual([kept.flat.text, kept.peaked.text]);
    const steps = (of: StoredDecoding) => [...of.writing.steps, of.flat.step, of.peaked.step];
    expect(steps(made)).toHaveLength(steps(kept).length);
    for (const [i, step] of steps(made).entries()) {
      const expected = steps(kept)[i];
      expect(step.taken?.[3]).toBe(expected?.taken?.[3]);
      for (const [bin, log] of step.logprobs.entries())
        expect(log).toBeCloseTo(expected?.logprobs[bin] ?? NaN, 2);
    }
    for (const [i, [logprob]] of made.scored.scores.entries())
      expect(logprob).toBeCloseTo(kept.scored.scores[i]?.[0] ?? NaN, 2);
  });

  test('shows what it is there for: k is rigid, p adapts, and both products underflow', () => {
    const [flat, peaked] = [kept.flat, kept.peaked].map(({ step }) => readStep(step, kept.ends));
    if (!flat || !peaked) throw new Error('no pair');
    expect(massUpTo(peaked.all, 40) - massUpTo(flat.all, 40)).toBeGreaterThan(0.3);
    expect(tokensFor(flat.all, 0.9)).toBeGreaterThan(10 * tokensFor(peaked.all, 0.9));
    const digits = kept.scored.scores.reduce((sum, [logprob]) => sum + logprob, 0) / Math.LN10;
    expect(digits).toBeLessThan(-324);
    expect(kept.scored.pieces.length).toBeGreaterThan(kept.positions);
  });
});
