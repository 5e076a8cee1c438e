import { expect, test } from 'vitest';
import raw from '#lib/embedded/strategies.json' with { type: 'json' };
import { storedMoment } from '#lib/state/moment.ts';
import type { StoredStrategies } from '#lib/state/stored-strategies.ts';
import { makeStoredStrategies } from '../../../tools/model/stored-strategies.ts';

const stored = raw as unknown as StoredStrategies;

test('strategies.json is what the teaching model gives (else: npm run stored-strategies)', async () => {
  const made = await makeStoredStrategies();
  for (const which of ['open', 'repeating'] as const) {
    const [now, then] = [storedMoment(made[which]), storedMoment(stored[which])];
    expect([now.text, now.ids, now.tokens]).toEqual([then.text, then.ids, then.tokens]);
    expect(now.logits).toHaveLength(then.logits.length);
    const off = now.logits.reduce(
      (most, logit, id) => Math.max(most, Math.abs(logit - (then.logits[id] ?? NaN))),
      0,
    );
    expect(off).toBeLessThan(0.004);
    for (const [id, text] of Object.entries(made[which].texts))
      expect(stored[which].texts[id] ?? text).toBe(text);
  }
  expect(made.contrast.ids).toEqual(stored.contrast.ids);
  made.contrast.candidates.forEach(({ id, text, like, p, penalty }, i) => {
    const then = stored.contrast.candidates[i];
    expect({ id, text, like }).toEqual({ id: then?.id, text: then?.text, like: then?.like });
    expect(p).toBeCloseTo(then?.p ?? NaN, 4);
    expect(penalty).toBeCloseTo(then?.penalty ?? NaN, 3);
  });
});
