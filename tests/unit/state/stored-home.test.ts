import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenizer } from '#lib/bpe/index.ts';
import { softmax } from '#lib/sampling/index.ts';
import { offerOf, SHARES } from '#lib/state/home-offer.ts';
import {
  frameCount,
  lastRow,
  patternDigits,
  rowsOf,
  storedFrame,
  type StoredHome,
} from '#lib/state/home-run.ts';
import { makeStoredHome } from '../../../tools/model/stored-home.ts';

const stored = JSON.parse(readFileSync('src/lib/embedded/home.json', 'utf8')) as StoredHome;
const tokenText = (id: number): string => createTokenizer({ merges: [] }).tokenText(id);

test('home.json is what the teaching model gives (else: npm run stored-home)', async () => {
  const made = await makeStoredHome();
  expect({ ...stored, heads: [], offers: [] }).toEqual({ ...made, heads: [], offers: [] });
  stored.offers.forEach((offer, step) => {
    const now = made.offers[step];
    expect(offer.top.map(({ text }) => text)).toEqual(now?.top.map(({ text }) => text));
    expect([offer.pick?.text, offer.pick?.rank]).toEqual([now?.pick?.text, now?.pick?.rank]);
    offer.shares.forEach((p, i) => {
      expect(Math.abs(p / (now?.shares[i] ?? NaN) - 1)).toBeLessThan(0.01);
    });
  });
  const [old, now] = [stored, made].map(({ heads }) => heads.flat().join(''));
  const off = [...(old ?? '')].map((digit, i) =>
    Math.abs(parseInt(digit, 36) - parseInt(now?.[i] ?? '', 36)),
  );
  expect(old).toHaveLength(now?.length ?? 0);
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
}, 60_000);

describe('the stored run', () => {
  test('each draw is the text’s next token, and has its place among the likeliest', () => {
    const { offers, tokens, promptLength } = stored;
    expect(tokens.slice(promptLength)).toEqual(offers.map(({ pick }) => pick?.text));
    for (const { top, shares, pick } of offers) {
      expect(shares).toHaveLength(SHARES);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(shares.reduce((sum, p) => sum + p, 0)).toBeLessThan(1);
      if (pick && pick.rank < top.length) expect(top[pick.rank]).toEqual(pick);
      else expect(pick?.p).toBeLessThanOrEqual(top.at(-1)?.p ?? 0);
    }
  });

  test('every row of every head adds up to 1, but for the rounding to 35ths', () => {
    for (const digits of stored.heads.flat()) {
      expect(rowsOf(digits)).toBe(stored.tokens.length - 1);
      const sum = lastRow(digits).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum - 1)).toBeLessThan((0.5 * rowsOf(digits)) / 35);
    }
  });

  test('its pictures weigh and draw in turn; the heads have read all but the token just drawn', () => {
    expect(frameCount(stored)).toBe(22);
    const [weigh, draw] = [storedFrame(stored, 6), storedFrame(stored, 7)];
    expect(weigh.offer.pick).toBeNull();
    expect(draw.offer.pick?.text).toBe(draw.tokens.at(-1));
    expect(draw.tokens.slice(0, -1)).toEqual(weigh.tokens);
    for (const { heads } of [weigh, draw])
      expect(heads.flat().map(rowsOf)).toEqual(heads.flat().map(() => weigh.tokens.length));
    expect(storedFrame(stored, 21).tokens).toEqual(stored.tokens);
    expect(storedFrame(stored, 99).tokens).toEqual(stored.tokens);
  });
});

test('offerOf(logits, tokenText, pick) holds the likeliest, and the pick with its rank', () => {
  const logits = Float32Array.from({ length: 257 }, (_, id) => -id / 10);
  const { vocabulary, top, shares, pick } = offerOf(logits, tokenText, 60);
  const p = softmax(logits);
  expect(vocabulary).toBe(257);
  expect(top.map(({ p, rank }) => [p, rank])).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => [p[i], i]));
  expect(shares).toEqual([...p.slice(0, SHARES)]);
  expect(pick).toEqual({ text: tokenText(60), p: p[60], rank: 60 });
  expect(offerOf(logits, tokenText).pick).toBeNull();
});

test('patternDigits(data, T, head) keeps the lower triangle, to a 35th', () => {
  const T = fc.integer({ min: 1, max: 9 });
  const weights = T.chain((T) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: 2 * T * T,
        maxLength: 2 * T * T,
      })
      .map((values) => ({ T, data: Float32Array.from(values) })),
  );
  fc.assert(
    fc.property(weights, ({ T, data }) => {
      const digits = patternDigits(data, T, 1);
      expect(rowsOf(digits)).toBe(T);
      lastRow(digits).forEach((weight, key) => {
        const exact = data[T * T + (T - 1) * T + key] ?? NaN;
        expect(Math.abs(weight - exact)).toBeLessThanOrEqual(0.5 / 35 + 1e-6);
      });
    }),
  );
});
