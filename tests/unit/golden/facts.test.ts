import { expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { GPT2_FACTS, type Fact } from '#lib/golden/index.ts';
import { idsOf } from '#lib/golden/prompt.ts';
import { parseConfig } from '#lib/model/config.ts';

const tokenizer = await gpt2Tokenizer();
const { facts, sizes, tokens } = GPT2_FACTS;
const model = { tokenizer } as Parameters<typeof idsOf>[0];

function factOf<K extends Fact['kind']>(id: string, kind: K): Extract<Fact, { kind: K }> {
  const found = facts.find((fact) => fact.id === id);
  if (found?.kind !== kind) throw new Error(`no such fact: ${id}`);
  return found as Extract<Fact, { kind: K }>;
}

test('each fact has an id of its own, says what it is and where it comes from', () => {
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  for (const { id, what, source } of facts) {
    expect(id).toMatch(/^[a-z]+\/[a-z0-9_.-]+$/);
    expect(what.en.length).toBeGreaterThan(10);
    expect(what.zh).toMatch(/\p{Script=Han}/u);
    expect(what.zh.replace(/“[^”]*”/g, '')).not.toMatch(/\b(after|the|of)\b/);
    expect(source.length).toBeGreaterThan(10);
  }
});

test("the sizes are those of GPT-2's config.json defaults, the ids those of its vocabulary", () => {
  expect(parseConfig({ model_type: 'gpt2' })).toMatchObject(sizes);
  expect(tokenizer.encode(tokens.text)).toEqual([15496, 995, 0]);
  expect(tokens.ids).toEqual([15496, 995, 0]);
});

test('the published parts add up to the published whole', () => {
  const count = (name: string): number => factOf(`parameters/${name}`, 'parameters').expected;
  expect(count('wte') + count('wpe') + 12 * count('block') + count('ln_f')).toBe(count('total'));
});

test.each([
  ['greedy/a-little', 20],
  ['greedy/today', 16],
  ['greedy/cute-dog', 50],
])('prompt and text of %s are exactly %d ids', (id, length) => {
  const fact = factOf(id, 'greedy');
  expect(fact.length).toBe(length);
  if (typeof fact.expected !== 'string') throw new Error('not a text');
  expect(tokenizer.encode(fact.prompt.text + fact.expected)).toHaveLength(length);
});

test.each(['beam/cute-dog', 'beam/cute-dog-no-repeats'])('%s is exactly 50 ids', (id) => {
  const fact = factOf(id, 'beam');
  expect(tokenizer.encode(fact.prompt.text + fact.expected)).toHaveLength(50);
});

test('the greedy text of the cute dog ends with the published ids', () => {
  const { prompt, expected } = factOf('greedy/cute-dog', 'greedy');
  if (typeof expected !== 'string') throw new Error('not a text');
  const ids = tokenizer.encode(prompt.text + expected);
  expect(tokenizer.encode(prompt.text)).toHaveLength(7);
  expect(ids.slice(-7)).toEqual([40, 1101, 407, 1654, 611, 314, 1183]);
});

test('the beams without repeats repeat no two tokens in a row', () => {
  const { prompt, expected } = factOf('beam/cute-dog-no-repeats', 'beam');
  const ids = tokenizer.encode(prompt.text + expected);
  const pairs = ids.slice(1).map((id, i) => `${ids[i]} ${id}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});

test('the published ids of “The dog” are its published text', () => {
  const { prompt, expected, length } = factOf('greedy/the-dog', 'greedy');
  if (typeof expected === 'string') throw new Error('not ids');
  expect(expected).toHaveLength(length);
  expect(tokenizer.encode(prompt.text)).toEqual(expected.slice(0, 2));
  expect(tokenizer.decode(expected)).toBe(
    'The dog was found in a field near the intersection of West and West Streets.\n\nThe dog',
  );
});

test('the paragraph of the ablation is 33 ids with <|endoftext|>', () => {
  const { prompt } = factOf('loss/abstract-without-0.8', 'loss');
  const ids = idsOf(model, prompt);
  expect(ids).toHaveLength(33);
  expect(ids[0]).toBe(50_256);
});

test('the eight prompts are 15 ids each, as printed, and every answer is one token', () => {
  const { choices, expected } = factOf('ioi/mean', 'logit difference');
  expect(choices.map(({ prompt }) => prompt.text)).toEqual([
    'When John and Mary went to the shops, John gave the bag to',
    'When John and Mary went to the shops, Mary gave the bag to',
    'When Tom and James went to the park, James gave the ball to',
    'When Tom and James went to the park, Tom gave the ball to',
    'When Dan and Sid went to the shops, Sid gave an apple to',
    'When Dan and Sid went to the shops, Dan gave an apple to',
    'After Martin and Amy went to the park, Amy gave a drink to',
    'After Martin and Amy went to the park, Martin gave a drink to',
  ]);
  for (const { prompt, right, wrong } of choices) {
    expect(idsOf(model, prompt)).toHaveLength(15);
    // who is named once gets it
    expect(prompt.text.split(right)).toHaveLength(2);
    expect(prompt.text.split(wrong)).toHaveLength(3);
  }
  const each = choices.map((_, i) => factOf(`ioi/${i + 1}`, 'logit difference').expected);
  expect(each.reduce((a, b) => a + b, 0) / 8).toBeCloseTo(expected, 3);
});

test('every token that is asked for is one token', () => {
  for (const fact of facts) {
    const asked =
      fact.kind === 'probability'
        ? [fact.token]
        : fact.kind === 'logit difference'
          ? fact.choices.flatMap(({ right, wrong }) => [right, wrong])
          : [];
    for (const token of asked) expect(tokenizer.encode(token), token).toHaveLength(1);
  }
});

test('the two previous-token heads are the same in the table, and its largest', () => {
  const { scores } = factOf('heads/previous-all', 'previous token table');
  expect(scores.map((row) => row.length)).toEqual(Array(12).fill(12));
  const [first, second] = scores.flat().toSorted((a, b) => b - a);
  expect(first).toBe(factOf('heads/previous-4.11', 'previous token').expected);
  expect(second).toBe(factOf('heads/previous-2.2', 'previous token').expected);
});
