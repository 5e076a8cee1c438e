import { describe, expect, test } from 'vitest';
import { isGpt2Small, publishedRole, transformerLensSnippet } from '#lib/heads/index.ts';
import { parseConfig } from '#lib/model/config.ts';

const facts = {
  ids: [50256, 464],
  tokens: ['<|endoftext|>', 'The'],
  layer: 5,
  head: 1,
  repo: 'openai-community/gpt2',
} as const;

describe('transformerLensSnippet', () => {
  test.each([
    ['pattern', 'values = cache["blocks.5.attn.hook_pattern"][0, 1]'],
    ['masked', 'values = cache["blocks.5.attn.hook_attn_scores"][0, 1]'],
    ['scores', 'values = q @ k.T / model.blocks[5].attn.attn_scale'],
    ['value', 'values = cache["blocks.5.attn.hook_pattern"][0, 1] * v.norm(dim=-1)'],
  ] as const)('%s', (what, line) => {
    const code = transformerLensSnippet({ ...facts, what }).split('\n');
    expect(code).toContain(line);
    expect(code).toContain('tokens = ["<|endoftext|>","The"]');
    expect(code.includes('values = values.tril()')).toBe(what !== 'scores');
    expect(code).toContain('ids = torch.tensor([[50256, 464]])');
    expect(code).toContain('model = HookedTransformer.from_pretrained_no_processing("gpt2")');
  });

  test('the teaching model is read from its folder', () => {
    const code = transformerLensSnippet({ ...facts, what: 'pattern', repo: null });
    expect(code).toContain('GPT2LMHeadModel(GPT2Config.from_pretrained("teaching"))');
    expect(code).toContain('load_file("teaching/model.safetensors")');
    expect(code).not.toContain('from_pretrained_no_processing');
  });
});

describe('published roles', () => {
  const gpt2 = parseConfig({ model_type: 'gpt2' });

  test('are those of Wang et al. 2022', () => {
    expect(publishedRole(9, 9)).toBe('nameMover');
    expect(publishedRole(5, 5)).toBe('induction');
    expect(publishedRole(10, 7)).toBe('negativeNameMover');
    expect(publishedRole(0, 0)).toBeNull();
  });

  test('are shown for GPT-2 small alone', () => {
    expect(isGpt2Small('openai-community/gpt2', gpt2)).toBe(true);
    expect(isGpt2Small('gpt2', gpt2)).toBe(true);
    expect(isGpt2Small(null, gpt2)).toBe(false);
    expect(isGpt2Small('someone/gpt2-story', gpt2)).toBe(false);
    expect(isGpt2Small('gpt2', { ...gpt2, n_layer: 24 })).toBe(false);
  });
});
