import { expect, test } from 'vitest';
import { prompts } from '../model/engine/teaching.ts';
import { json, vitrine } from './start.ts';

test.for([0, 3])(
  'generate writes the greedy ids and log-probabilities of PyTorch: prompt %i',
  async (index) => {
    const { text, ids, greedy, greedy_logprobs: expected } = prompts[index]!;
    const result = await json(['generate', text, '--bos', '--max-new-tokens=20']);
    expect(result.ids).toEqual(greedy);
    expect(result.prompt_ids).toEqual(ids);
    expect(result.new_ids).toEqual(greedy.slice(ids.length));
    expect(result.text).toMatch(new RegExp(`^<\\|endoftext\\|>${RegExp.escape(text)}.`, 's'));
    const logprobs = result.logprobs as number[];
    expect(logprobs).toHaveLength(20);
    for (const [i, logprob] of logprobs.entries())
      expect(Math.abs(logprob - expected[i]!)).toBeLessThanOrEqual(1e-3);
  },
);

test('generate draws the same text with the same seed, another with another', async () => {
  const args = ['generate', 'Once upon a time', '--max-new-tokens', '12', '--top-k', '40'];
  const draw = (seed: number) => json([...args, '--temperature=1.1', `--seed=${String(seed)}`]);
  const [one, again, other] = [await draw(1), await draw(1), await draw(2)];
  expect(again).toEqual(one);
  expect(other.new_ids).not.toEqual(one.new_ids);
  expect(one.strategy).toBe('sample');
});

test('generate with one token to draw from is greedy', async () => {
  const args = ['generate', 'Once', '--max-new-tokens=8'];
  const [greedy, drawn] = [
    await json(args),
    await json([...args, '--strategy=sample', '--top-k=1']),
  ];
  expect(drawn.ids).toEqual(greedy.ids);
});

test('generate without --json prints what --json gives as text', async () => {
  const args = ['generate', '--ids', '464,3797,172,253,246', '--max-new-tokens', '6'];
  const [{ text }, printed] = [await json(args), await vitrine(args)];
  expect(printed).toEqual({ code: 0, stdout: `${String(text)}\n`, stderr: '' });
});

test('generate --edit changes what is written', async () => {
  const args = ['generate', prompts[0]!.text, '--max-new-tokens', '8'];
  const edit = '{"at":"blocks.0.hook_mlp_out","do":"zero"}';
  const [plain, edited] = [await json(args), await json([...args, '--edit', edit])];
  expect(edited.prompt_ids).toEqual(plain.prompt_ids);
  expect(edited.new_ids).not.toEqual(plain.new_ids);
});

test('generate --max-new-tokens 0 gives the prompt back', async () => {
  const result = await json(['generate', 'The cat', '--max-new-tokens=0']);
  expect(result).toMatchObject({ ids: [464, 3797], text: 'The cat', logprobs: [], new_ids: [] });
});
