import { describe, expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { answerToken, IOI, readPrompt } from '#lib/causal/index.ts';
import {
  ablationSnippet,
  attributionSnippet,
  looksSnippet,
  patchSnippet,
  sweepSnippet,
} from '#lib/causal/index.ts';

test('IOI: eight prompts of one kind, pairs of equal length, names of one token', async () => {
  const tokenizer = await gpt2Tokenizer();
  expect(IOI).toHaveLength(8);
  for (const { clean, corrupted, a, b } of IOI) {
    const [left, right] = [clean, corrupted].map((text) => readPrompt(tokenizer, text, 64).ids);
    expect(left?.length).toBe(right?.length);
    expect(left?.filter((id, t) => id !== right?.[t])).toHaveLength(1);
    expect(answerToken(tokenizer, a)?.whole).toBe(true);
    expect(answerToken(tokenizer, b)?.whole).toBe(true);
    // The name said twice is the wrong answer.
    expect(clean.split(b)).toHaveLength(3);
    expect(clean.split(a)).toHaveLength(2);
  }
  // TransformerLens's Exploratory Analysis Demo: this prompt is 15 tokens long with the first.
  expect(readPrompt(tokenizer, IOI[0]?.clean ?? '', 64).ids).toHaveLength(15);
});

describe('snippets name the model, the ids and the tokens', () => {
  const facts = { ids: [50256, 2215], a: 5335, b: 1757, name: 'gpt2' };
  const mlp = { part: { kind: 'mlp', layer: 3 }, how: 'scale', by: 0.5 } as const;
  test.each([
    ['ablation', ablationSnippet(facts, [mlp]), '("blocks.3.hook_mlp_out", turned(None, 0.5))'],
    ['sweep', sweepSnippet(facts, 'mean'), 'by = "mean"'],
    ['patch', patchSnippet(facts, [50256, 1], 'z'), 'value[:, :, column] = cache[hook.name]'],
    ['attribution', attributionSnippet(facts), 'W_U[:, 5335] - W_U[:, 1757]'],
    ['looks', looksSnippet(facts, 1), '[0, head, -1, 1]'],
  ])('%s', (_, code, own) => {
    expect(code).toContain('from_pretrained_no_processing("gpt2")');
    expect(code).toContain('ids = torch.tensor([[50256, 2215]])');
    expect(code).toContain('return logits[5335] - logits[1757]');
    expect(code).toContain(own);
  });
  test('the teaching model is read from its folder', () => {
    expect(sweepSnippet({ ...facts, name: null, b: null }, 'zero')).toContain(
      'GPT2LMHeadModel(GPT2Config.from_pretrained("teaching"))',
    );
    expect(sweepSnippet({ ...facts, name: null, b: null }, 'zero')).toContain(
      'load_file("teaching/model.safetensors")',
    );
  });
});
