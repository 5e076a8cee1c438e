import { expect, test } from 'vitest';
import { json, vitrine } from './start.ts';

// ids of tiktoken's r50k_base
test.for([
  ['Hello world!', [15496, 995, 0], ['Hello', ' world', '!']],
  ['你好', [19526, 254, 25001, 121], ['<0xE4><0xBD>', '<0xA0>', '<0xE5><0xA5>', '<0xBD>']],
  ['😉', [47249, 231], ['<0xF0><0x9F><0x98>', '<0x89>']],
  ['', [], []],
] as const)("tokenize '%s' gives the ids and tokens of GPT-2", async ([text, ids, tokens]) => {
  expect(await json(['tokenize', text])).toEqual({ ids, tokens });
});

test('tokenize - reads standard input as it is, up to its last newline', async () => {
  const input = '    def f(x):\n        return x\n';
  const spaces = Array.from({ length: 7 }, () => 220);
  const { ids } = await json(['tokenize', '-'], { input });
  expect(ids).toEqual([220, 220, 220, 825, 277, 7, 87, 2599, 198, ...spaces, 1441, 2124, 198]);
});

test('tokenize reads <|endoftext|> as text unless --allow-special', async () => {
  const [plain, special] = await Promise.all([
    json(['tokenize', '<|endoftext|>']),
    json(['tokenize', '<|endoftext|>', '--allow-special']),
  ]);
  expect(plain.ids).toEqual([27, 91, 437, 1659, 5239, 91, 29]);
  expect(special).toEqual({ ids: [50_256], tokens: ['<|endoftext|>'] });
});

test("tokenize --model gives the model's own ids", async () => {
  const { ids } = await json(['tokenize', '<|endoftext|>', '--allow-special', '--model=teaching']);
  expect(ids).toEqual([8192]);
});

test('tokenize without --json prints a line for each token', async () => {
  const { code, stdout, stderr } = await vitrine(['tokenize', 'Hello world!']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('15496  "Hello"\n  995  " world"\n    0  "!"\n');
});
