import { expect, test } from 'vitest';
import growth from '#lib/embedded/growth.json' with { type: 'json' };
import prompts from '#tests/fixtures/teaching/prompts.json' with { type: 'json' };
import { makeStoredGrowth } from '../../../tools/model/stored-run.ts';

const [greedy, drawn] = growth.paths;
if (!greedy || !drawn) throw new Error('a path is missing');

test('growth.json is what the teaching model gives (else: npm run stored-run)', async () => {
  const made = await makeStoredGrowth();
  const bare = (key: string, value: unknown): unknown => (key === 'p' ? 0 : value);
  expect(JSON.stringify(growth, bare)).toBe(JSON.stringify(made, bare));
  const chances = (paths: typeof growth.paths | typeof made.paths): number[] =>
    paths.flatMap(({ steps }) =>
      steps.flatMap(({ top, pick }) => [...top.map(({ p }) => p), pick.p]),
    );
  const [old, now] = [chances(growth.paths), chances(made.paths)];
  const worst = Math.max(...old.map((p, i) => Math.abs(p - (now[i] ?? NaN)) / p));
  expect(worst).toBeLessThan(2e-3);
}, 60_000);

test('its greedy path is that of the independent reference, with the same probabilities', () => {
  const reference = prompts.find(({ text }) => text === growth.text);
  const length = reference?.greedy.length ?? 0;
  expect(length).toBeGreaterThan(growth.promptIds.length);
  expect(greedy.ids.slice(0, length)).toEqual(reference?.greedy);
  reference?.greedy_logprobs.forEach((logprob, i) => {
    expect(Math.log(greedy.steps[i]?.pick.p ?? 0)).toBeCloseTo(logprob, 2);
  });
});

test('each token that is taken is the next of the path, and one token is one piece', () => {
  for (const { ids, pieces, steps } of growth.paths) {
    expect(steps.map(({ pick }) => pick.id)).toEqual(ids.slice(growth.promptIds.length));
    expect(pieces).toHaveLength(ids.length);
  }
  expect(drawn.steps.some(({ pick }) => pick.rank > 0)).toBe(true);
});
