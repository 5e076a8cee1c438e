import { expect, test } from 'vitest';
import stored from '#lib/embedded/experiments.json' with { type: 'json' };
import { makeStoredExperiments } from '../../../tools/model/stored-experiments.ts';

test('experiments.json is what the teaching model gives (else: npm run stored-experiments)', async () => {
  const made = await makeStoredExperiments();
  for (const kind of ['normal', 'zero', 'shuffled', 'shifted'] as const) {
    expect(made.losses[kind].places).toEqual(stored.losses[kind].places);
    for (const [t, loss] of made.losses[kind].losses.entries())
      expect(loss).toBeCloseTo(stored.losses[kind].losses[t] ?? NaN, 3);
    expect(made.losses[kind].mean).toBeCloseTo(stored.losses[kind].mean, 3);
  }
  for (const [i, { by, loss }] of made.losses.curve.entries()) {
    expect(by).toBe(stored.losses.curve[i]?.by);
    expect(loss).toBeCloseTo(stored.losses.curve[i]?.loss ?? NaN, 3);
  }
  for (const which of ['without', 'with'] as const)
    for (const [layer, row] of made.reordered[which].entries())
      for (const [t, change] of row.entries()) {
        const then = stored.reordered[which][layer]?.[t] ?? NaN;
        // Rounding errors differ from machine to machine; what is none has two figures.
        if (then < 1e-5) expect(change).toBeLessThan(1e-5);
        else expect(Math.abs(change / then - 1)).toBeLessThan(0.11);
      }
  const texts = [made.losses, made.reordered].map(({ ids, tokens }) => ({ ids, tokens }));
  expect(texts).toEqual(
    [stored.losses, stored.reordered].map(({ ids, tokens }) => ({ ids, tokens })),
  );
});
