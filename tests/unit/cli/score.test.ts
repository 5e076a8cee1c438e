import { expect, test } from 'vitest';
import { prompts } from '../model/engine/teaching.ts';
import { json, vitrine } from './start.ts';

test('score gives PyTorch’s log-probabilities of the greedy text, which all have rank 1', async () => {
  const { ids, greedy, greedy_logprobs: expected } = prompts[1]!;
  const result = await json(['score', '--ids', greedy.join()]);
  const tokens = result.tokens as { id: number; logprob: number; rank: number; bits: number }[];
  expect(tokens.map(({ id }) => id)).toEqual(greedy.slice(1));
  const written = tokens.slice(ids.length - 1);
  for (const [i, { logprob, rank, bits }] of written.entries()) {
    expect(Math.abs(logprob - expected[i]!)).toBeLessThanOrEqual(1e-3);
    expect(rank).toBe(1);
    expect(bits).toBeCloseTo(-logprob * Math.LOG2E, 9);
  }
  const sum = tokens.reduce((total, { logprob }) => total + logprob, 0);
  const total = result.total as { count: number; logprob: number; perplexity: number };
  expect(total.count).toBe(greedy.length - 1);
  expect(total.logprob).toBeCloseTo(sum, 9);
  expect(total.perplexity).toBeCloseTo(Math.exp(-sum / total.count), 6);
});

test('score --window reads in windows, and says so', async () => {
  const text = 'The cat sat on the mat and the dog lay by the fire';
  const whole = await json(['score', text]);
  const narrow = await json(['score', text, '--window', '6', '--stride', '2']);
  expect(narrow).toMatchObject({ window: 6, stride: 2 });
  const logprobs = (result: Record<string, unknown>): number[] =>
    (result.tokens as { logprob: number }[]).map(({ logprob }) => logprob);
  expect(logprobs(narrow)).toHaveLength(logprobs(whole).length);
  // the first window is the beginning of the whole
  for (const [i, logprob] of logprobs(narrow).slice(0, 5).entries())
    expect(logprob).toBeCloseTo(logprobs(whole)[i]!, 4);
  expect(logprobs(narrow)[8]).not.toBeCloseTo(logprobs(whole)[8]!, 4);
  const { stdout, stderr } = await vitrine(['score', text, '--window=6', '--stride=2']);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/windows of 6 tokens, each 2 further on: .* at least 4 before it\n$/);
});

test('score --bos scores the first token too', async () => {
  const result = await json(['score', 'The', '--bos']);
  expect((result.tokens as { token: string }[]).map(({ token }) => token)).toEqual(['The']);
  const { stdout } = await vitrine(['score', 'The', '--bos']);
  expect(stdout).toMatch(/^1 token scored/m);
});
