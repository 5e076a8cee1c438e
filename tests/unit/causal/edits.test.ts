import { describe, expect, test } from 'vitest';
import {
  ablationEdits,
  answerToken,
  partName,
  partsOf,
  patchCells,
  patchEdits,
  readPrompt,
  recovered,
} from '#lib/causal/index.ts';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { parseConfig } from '#lib/model/config.ts';

const config = parseConfig({ model_type: 'gpt2' });

test('partsOf(config): every head and MLP, layer by layer', () => {
  const names = partsOf(config).map(partName);
  expect(names).toHaveLength(12 * 13);
  expect(names.slice(11, 14)).toEqual(['L0H11', 'L0 MLP', 'L1H0']);
});

test('ablationEdits: z of a head, the output of an MLP', () => {
  expect(
    ablationEdits([
      { part: { kind: 'head', layer: 9, head: 6 }, how: 'mean' },
      { part: { kind: 'mlp', layer: 0 }, how: 'scale', by: 0.5 },
    ]),
  ).toEqual([
    { at: 'blocks.9.attn.hook_z', head: 6, do: 'mean' },
    { at: 'blocks.0.hook_mlp_out', do: 'scale', value: 0.5 },
  ]);
});

describe('patchEdits', () => {
  const source = {
    'blocks.1.hook_mlp_out': { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    'blocks.1.attn.hook_z': { shape: [2, 2, 1], data: Float32Array.of(1, 2, 3, 4) },
  };
  test('one position of an output', () => {
    expect(patchEdits('mlp', { layer: 1, column: 1 }, source, 2)).toEqual([
      { at: 'blocks.1.hook_mlp_out', pos: [1], do: 'set', value: [3, 4] },
    ]);
  });
  test('all positions of a head’s z', () => {
    expect(patchEdits('z', { layer: 1, column: 1 }, source, 2)).toEqual([
      { at: 'blocks.1.attn.hook_z', head: 1, pos: [0], do: 'set', value: [2] },
      { at: 'blocks.1.attn.hook_z', head: 1, pos: [1], do: 'set', value: [4] },
    ]);
  });
  test('cells: layers × positions, and layers × heads for z', () => {
    expect(patchCells(config, 'resid', 15)).toHaveLength(12 * 15);
    expect(patchCells(config, 'z', 15)).toHaveLength(12 * 12);
  });
});

test('recovered: 0 unpatched, 1 clean, NaN where the prompts do not differ', () => {
  expect(recovered(-2, 3, -2)).toBe(0);
  expect(recovered(3, 3, -2)).toBe(1);
  expect(recovered(1, 2, 2)).toBeNaN();
});

describe('reading', () => {
  test('a word becomes the token that would come next', async () => {
    const tokenizer = await gpt2Tokenizer();
    expect(answerToken(tokenizer, 'Mary')).toMatchObject({ text: ' Mary', whole: true });
    expect(answerToken(tokenizer, ' Mary')).toMatchObject({ text: ' Mary', whole: true });
    expect(answerToken(tokenizer, '.')).toMatchObject({ text: '.', whole: true });
    expect(answerToken(tokenizer, 'Zaphod')).toMatchObject({ whole: false });
    expect(answerToken(tokenizer, '  ')).toBeNull();
  });
  test('a prompt begins with the end of text, and long texts are cut', async () => {
    const tokenizer = await gpt2Tokenizer();
    expect(readPrompt(tokenizer, 'a b', 9).ids).toEqual([50256, 64, 275]);
    expect(readPrompt(tokenizer, 'a b '.repeat(9e5), 5)).toMatchObject({ cut: true });
    expect(readPrompt(tokenizer, '<|endoftext|>', 9).ids.filter((id) => id === 50256)).toEqual([
      50256,
    ]);
  });
});
