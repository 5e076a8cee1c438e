import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Reference } from '#lib/model/self-check.ts';
import { makeReference, referenceDifference } from '../../../tools/model/self-check.ts';

const path = 'public/models/teaching/self-check.json';
const text = readFileSync(path, 'utf8');
const stored = JSON.parse(text) as Reference;

test('the stored self-check is what the reference implementation computes today', async () => {
  const today = await makeReference('public/models/teaching');
  expect(referenceDifference(stored, today)).toBeLessThanOrEqual(1e-5);
  expect(referenceDifference(today, stored)).toBeLessThanOrEqual(1e-5);
});

test('it holds 1, 31, 32 and 128 tokens and a continuation, in less than 300 kB', () => {
  const sizes = stored.prompts.map(({ ids, continued }) => [ids.length, continued]);
  expect(sizes).toEqual([
    [1, 0],
    [31, 0],
    [32, 0],
    [128, 0],
    [45, 5],
  ]);
  expect(text.length).toBeLessThan(300_000);
  for (const { ids, logits, patterns } of stored.prompts) {
    expect(logits.length).toBeGreaterThan(40);
    expect(patterns).toHaveLength(4 * 8);
    for (const row of patterns) {
      expect(row).toHaveLength(ids.length);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
    }
  }
});

test('referenceDifference sees a changed number, id and prompt', () => {
  const change = (edit: (copy: typeof stored) => unknown) => {
    const copy = structuredClone(stored);
    edit(copy);
    return referenceDifference(stored, copy);
  };
  const prompts = (copy: Reference) => copy.prompts as unknown as Record<string, unknown>[];
  expect(change(() => 0)).toBe(0);
  expect(change((copy) => ((copy.prompts[3]!.patterns[7] as number[])[9]! += 0.5))).toBeCloseTo(
    0.5,
    9,
  );
  expect(change((copy) => ((copy.prompts[1]!.ids as number[])[5]! += 1))).toBeGreaterThan(1);
  expect(change((copy) => prompts(copy).pop())).toBe(Infinity);
});
