import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StoredRun } from '#lib/state/stored.ts';
import prompts from '#tests/fixtures/teaching/prompts.json' with { type: 'json' };
import { makeStoredRun } from '../../../tools/model/stored-run.ts';

const stored = JSON.parse(readFileSync('src/lib/embedded/first-run.json', 'utf8')) as StoredRun;

/** All numbers of a value, in order. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : [];
}

test('first-run.json is what the teaching model gives (else: npm run stored-run)', async () => {
  const made = await makeStoredRun();
  expect({ ...stored, patterns: [], stages: {}, next: {} }).toEqual({
    ...made,
    patterns: [],
    stages: {},
    next: {},
  });
  for (const part of ['patterns', 'stages', 'next'] as const) {
    const [old, now] = [numbers(stored[part]), numbers(made[part])];
    expect(old).toHaveLength(now.length);
    const worst = Math.max(...old.map((x, i) => Math.abs(x - (now[i] ?? NaN)) / (1 + Math.abs(x))));
    expect(worst, part).toBeLessThan(2e-3);
  }
}, 60_000);

test('its text and continuation are those of the independent reference', () => {
  const reference = prompts.find(({ text }) => text === stored.text);
  expect(stored.ids).toEqual(reference?.ids);
  expect(stored.next.top[0]?.id).toBe(reference?.greedy[stored.ids.length]);
  const logprob = Math.log(stored.next.top[0]?.p ?? 0);
  expect(logprob).toBeCloseTo(reference?.greedy_logprobs[0] ?? NaN, 2);
});

test('every row of every stored pattern sums to 1', () => {
  for (const triangle of stored.patterns.flat()) {
    let at = 0;
    for (let row = 0; row < stored.ids.length; row++) {
      const sum = triangle.slice(at, (at += row + 1)).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-3);
    }
    expect(at).toBe(triangle.length);
  }
});
