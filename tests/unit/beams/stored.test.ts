import { expect, test } from 'vitest';
import raw from '#lib/embedded/beams.json' with { type: 'json' };
import type { StoredBeams, StoredText } from '#lib/state/beam-stories.ts';
import { makeStoredBeams } from '../../../tools/model/stored-beams.ts';

const stored = raw as unknown as StoredBeams;

function expectSameText(made: StoredText, then: StoredText): void {
  expect({ ...made, logprobs: null }).toEqual({ ...then, logprobs: null });
  made.logprobs.forEach((logprob, t) => {
    expect(logprob ?? 1).toBeCloseTo(then.logprobs[t] ?? 1, 3);
  });
}

test('beams.json is what the teaching model gives (else: npm run stored-beams)', async () => {
  const made = await makeStoredBeams();
  expect({ ...made.tree, columns: null }).toEqual({ ...stored.tree, columns: null });
  expect(made.tree.columns).toHaveLength(stored.tree.columns.length);
  made.tree.columns.forEach((column, c) => {
    column.forEach(({ id, parent, fate, logprob, total, score }, place) => {
      const then = stored.tree.columns[c]?.[place];
      expect({ id, parent, fate }).toEqual({
        ...{ id: then?.id, parent: then?.parent, fate: then?.fate },
      });
      expect(logprob).toBeCloseTo(then?.logprob ?? NaN, 3);
      expect(total).toBeCloseTo(then?.total ?? NaN, 2);
      expect(score).toBeCloseTo(then?.score ?? NaN, 3);
    });
  });
  expectSameText(made.greedy, stored.greedy);
  expectSameText(made.phrase, stored.phrase);
  expect(made.blocked.map(({ n }) => n)).toEqual(stored.blocked.map(({ n }) => n));
  made.blocked.forEach((text, i) => {
    const then = stored.blocked[i];
    if (then) expectSameText(text, then);
  });
}, 120_000);
