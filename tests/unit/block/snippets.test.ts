import { expect, test } from 'vitest';
import {
  ledgerSnippet,
  lensSnippet,
  neuronsSnippet,
  preActivationsSnippet,
} from '#lib/block/index.ts';
import { activationNames, BLOCK_NAMES } from '#lib/model/names.ts';
import { makeVariant } from '../../model/variants.ts';

const { config } = await makeVariant({});
const text = { ids: [8192, 464], repo: 'openai-community/gpt2' };

test.each([
  ['lens', lensSnippet(text)],
  ['ledger', ledgerSnippet(text, 1)],
  ['pre-activations', preActivationsSnippet(text, 1)],
  ['neurons', neuronsSnippet(text, 1, 0)],
])('the script of the %s opens the model and asks for activations there are', (_name, code) => {
  expect(code).toContain('from_pretrained_no_processing("gpt2")');
  expect(code).toContain('torch.tensor([[8192, 464]])');
  const names = [...code.matchAll(/"((?:blocks\.|hook_)[^"]+)"/g)].flatMap(([, name = '']) =>
    name.includes('{part}') ? ['attn', 'mlp'].map((part) => name.replace('{part}', part)) : [name],
  );
  const known = [...activationNames(config), ...BLOCK_NAMES];
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(known).toContain(name.replace(/\{[^}]*\}/, '1'));
});
