/** What a figure is told of bans: the tokens that would have been looked at without them. */
import { expect, test } from 'vitest';
import { createRng, logSoftmax, runningBeams, startBeams, stepBeams } from '#lib/sampling/index.ts';

const END = 5;
/** P falls from token to token. */
const logits = Float32Array.from([6, 5, 4, 3, 2, 1]);
const logprobs = logSoftmax(logits);

function firstStep(options: object, prompt: readonly number[] = [0]) {
  const state = startBeams(prompt, {
    ...{ numBeams: 1, maxNewTokens: 4, eosTokenId: END, ...options },
  });
  const rows = runningBeams(state).map(() => logits);
  return stepBeams(state, rows, createRng(0));
}

test('a step names the banned tokens that are likelier than the last that it looked at', () => {
  const { candidates, banned } = firstStep({ badWordsIds: [[1], [4]] });
  expect(candidates[0]?.map(({ id }) => id)).toEqual([0, 2]);
  expect(banned).toEqual([
    [{ parent: 0, id: 1, logprob: logprobs[1], total: logprobs[1], by: 'badWordsIds' }],
  ]);
});

test('by the ban that takes them: repeated n-grams, bad words, an end that comes too soon', () => {
  const repeated = firstStep({ noRepeatNgramSize: 2, badWordsIds: [[3, 0]] }, [0, 1, 3, 0, 2, 0]);
  expect(repeated.banned[0]?.map(({ id, by }) => [id, by])).toEqual([
    [1, 'noRepeatNgramSize'],
    [2, 'noRepeatNgramSize'],
  ]);
  const early = firstStep({ numBeams: 4, minNewTokens: 2 });
  expect(early.banned[0]?.map(({ id, by }) => [id, by])).toEqual([[END, 'minLength']]);
  const two = firstStep({ numBeams: 3, badWordsIds: [[0, 1], [2, 1], [END]] });
  expect(two.banned[0]?.map(({ id, by }) => [id, by])).toEqual([
    [1, 'badWordsIds'],
    [END, 'badWordsIds'],
  ]);
});

test('nothing is named where nothing is banned, and no more than a step looks at', () => {
  expect(firstStep({ repetitionPenalty: 1.2 }).banned).toEqual([[]]);
  const all = [0, 1, 2, 3, 4, 5].map((id) => [id]);
  const { banned, candidates, state } = firstStep({ badWordsIds: all });
  expect(candidates).toEqual([[]]);
  expect(banned[0]?.map(({ id }) => id)).toEqual([0, 1]);
  expect(state.done).toBe(true);
});
