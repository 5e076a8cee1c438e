import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import gpt2 from '#lib/embedded/gpt2-positions.json' with { type: 'json' };
import teaching from '#lib/embedded/teaching-positions.json' with { type: 'json' };
import {
  derive,
  restore,
  sinusoidTable,
  store,
  type StoredPositions,
} from '#lib/positions/index.ts';
import { readPositions, teachingPositions } from '../../../tools/model/positions.ts';

const kept = { gpt2, teaching } as unknown as Record<'gpt2' | 'teaching', StoredPositions>;
const checkpoint = readFileSync('public/models/teaching/model.safetensors');

describe('the stored positions of the teaching model', () => {
  test('are what the command makes of the checkpoint in this repository', async () => {
    expect(kept.teaching).toEqual(await teachingPositions());
    const sha256 = createHash('sha256').update(checkpoint).digest('hex');
    expect(kept.teaching.source.sha256).toBe(sha256);
  });

  test('have the shares of variance that NumPy’s SVD gives', () => {
    // numpy 1.24: s = svd(W − mean); s² / Σ s²
    const numpy = [0.38906223, 0.22235368, 0.06871905, 0.05541983, 0.03962085, 0.03168202];
    kept.teaching.shares.forEach((share, i) => expect(share).toBeCloseTo(numpy[i]!, 6));
  });

  test('hold no more than a checkpoint has: 256 positions of 256', async () => {
    const { table } = await readPositions(checkpoint);
    expect([table.rows, table.width]).toEqual([256, 256]);
    await expect(readPositions(new Uint8Array(4))).rejects.toThrow();
  });
});

describe('the stored derivation of GPT-2’s positions', () => {
  const { rows, width, shares, scores, norms, cosines, grid } = restore(kept.gpt2);

  test('is of the whole table, and small', () => {
    expect([rows, width, norms.length]).toEqual([1024, 768, 1024]);
    expect(scores.map((along) => along.length)).toEqual([1024, 1024, 1024]);
    expect(kept.gpt2.source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync('src/lib/embedded/gpt2-positions.json').size).toBeLessThan(150_000);
    expect([grid[0], grid.at(-1), grid.length]).toEqual([0, 1023, 128]);
  });

  test('has the shares of variance that NumPy’s SVD gives: three hold 90.4 %', () => {
    const numpy = [0.33410887, 0.32349661, 0.2462788, 0.0348544, 0.01948714, 0.01037794];
    shares.forEach((share, i) => expect(share).toBeCloseTo(numpy[i]!, 6));
    expect(shares[0]! + shares[1]! + shares[2]!).toBeCloseTo(0.9039, 4);
  });

  test('has scores without a mean, without correlation, with the shares’ proportions', () => {
    const square = (i: number, j: number): number =>
      scores[i]!.reduce((sum, x, pos) => sum + x * scores[j]![pos]!, 0);
    for (let i = 0; i < 3; i++) {
      expect(Math.abs(scores[i]!.reduce((a, b) => a + b)) / rows).toBeLessThan(1e-3);
      for (let j = 0; j < i; j++) {
        expect(Math.abs(square(i, j)) / square(i, i)).toBeLessThan(1e-3);
        expect(square(i, i) / square(j, j)).toBeCloseTo(shares[i]! / shares[j]!, 3);
      }
    }
  });

  test('winds as a helix: two components turn several times while the third goes one way', () => {
    const crossings = (along: readonly number[]): number =>
      along.filter((x, pos) => pos > 0 && x > 0 !== along[pos - 1]! > 0).length;
    expect(scores.map(crossings)).toEqual([7, 7, 1]);
  });

  test('has cosines of a symmetric matrix with ones down the diagonal', () => {
    const size = grid.length;
    for (let i = 0; i < size; i++) {
      expect(cosines[i * size + i]).toBe(1);
      for (let j = 0; j < i; j++) {
        expect(cosines[i * size + j]).toBe(cosines[j * size + i]);
        expect(Math.abs(cosines[i * size + j]!)).toBeLessThanOrEqual(1);
      }
    }
  });
});

test('restore(store(derived)) is within half a thousandth', async () => {
  const derived = await derive(sinusoidTable(20, 8), 7);
  const source = { model: 'sinusoids', tensor: '', sha256: '', command: '' };
  const wishes = { nearest: { distance: 0.5, pair: [0, 1] as const }, explained: 1 };
  const back = restore(store(source, derived, wishes));
  expect(back.grid).toEqual([0, 3, 6, 10, 13, 16, 19]);
  const near = (a: number, b: number): void =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual(0.000501);
  back.norms.forEach((value, pos) => near(value, derived.norms[pos]!));
  back.scores.forEach((along, i) => along.forEach((x, pos) => near(x, derived.scores[i]![pos]!)));
  Array.from(back.cosines).forEach((x, at) => near(x, derived.cosines[at]!));
});
