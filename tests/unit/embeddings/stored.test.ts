import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import stored from '#lib/embedded/embeddings.json' with { type: 'json' };
import {
  pack,
  packKinds,
  packSpread,
  TOKEN_KINDS,
  tokenKind,
  unpack,
  unpackKinds,
} from '#lib/embeddings/index.ts';
import { makeStoredEmbeddings } from '../../../tools/model/stored-embeddings.ts';

describe('pack(data, width)', () => {
  test('unpack gives each number to half a 65,535th of its column’s range', () => {
    const tables = fc.array(fc.float({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(tables, (xs) => {
        const data = Float32Array.from(xs.length % 2 === 0 ? xs : xs.slice(1));
        const packed = pack(data, 2);
        for (const [i, x] of unpack(packed).entries()) {
          const range = (packed.high[i % 2] ?? 0) - (packed.low[i % 2] ?? 0);
          expect(Math.abs(x - (data[i] ?? NaN))).toBeLessThanOrEqual(range / 131_000 + 1e-4);
        }
      }),
    );
  });

  test('packSpread keeps the first components', () => {
    const coordinates = Float32Array.of(1, 2, 3, 4, 5, 6);
    const spread = packSpread({ count: 3, coordinates, shares: [0.5, 0.3, 0.2] }, 2);
    expect([...unpack(spread)]).toEqual([1, 2, 4, 5]);
    expect(spread.shares).toEqual([0.5, 0.3, 0.2]);
  });
});

test('tokenKind(text): examples', () => {
  const kinds = [' cat', 'ing', ' 42', '7', ',', ' --', '<0xE6>', ' é', '<|endoftext|>', ''];
  expect(kinds.map(tokenKind)).toEqual([
    ...['word', 'piece', 'number', 'number', 'sign', 'sign', 'bytes', 'word', 'sign', 'sign'],
  ]);
});

test('packKinds and unpackKinds are inverses', () => {
  expect([...unpackKinds(packKinds(TOKEN_KINDS))]).toEqual([0, 1, 2, 3, 4]);
});

test('embeddings.json is what the teaching model gives (else: npm run stored-embeddings)', async () => {
  const made = await makeStoredEmbeddings();
  const { spreads, norms, ...rest } = stored;
  expect({ ...made, spreads: null, norms: null }).toEqual({ ...rest, spreads: null, norms: null });
  for (const [now, then] of [
    [made.norms, norms],
    [made.spreads.rows, spreads.rows],
    [made.spreads.directions, spreads.directions],
  ] as const) {
    const [a, b] = [unpack(now), unpack(then)];
    expect(a).toHaveLength(b.length);
    const largest = a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - (b[i] ?? NaN))), 0);
    expect(largest).toBeLessThan(1e-3);
  }
  expect(made.spreads.rows.shares[0]).toBeCloseTo(spreads.rows.shares[0] ?? NaN, 4);
  expect(made.spreads.directions.shares[3]).toBeCloseTo(spreads.directions.shares[3] ?? NaN, 4);
});
