import { beforeAll, describe, expect, test } from 'vitest';
import { checkFact, type Fact, type GoldenModel } from '#lib/golden/index.ts';
import { ablationEdits, constantValue } from '#lib/golden/ablation.ts';
import { meanLoss } from '#lib/golden/loss.ts';
import { idsOf } from '#lib/golden/prompt.ts';
import type { Edit } from '#lib/model/edits.ts';
import type { Weights } from '#lib/reference/index.ts';
import { folded, logProbabilities, loops, openGolden } from './teaching.ts';

let model: GoldenModel;
let weights: Weights;
beforeAll(async () => ({ model, weights } = await openGolden()));

const about = {
  id: 'a/b',
  what: { en: 'a test', zh: '测试' },
  source: 'the plain loops',
  rounding: 1e-6,
};
const prompt = { text: 'Once upon a time there was a little dog who', bos: true };
const ablate = { layer: 1, head: 2, at: 'all' } as const;

/** Mean loss of the prompt by the plain loops. */
function loss(of: Weights, edits: readonly Edit[] = [], bos = true): number {
  const ids = idsOf(model, { ...prompt, bos });
  const { logits } = loops(model, of, ids, edits);
  const losses = ids.slice(1).map((id, t) => -logProbabilities(logits[t]!)[id]!);
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}

/** The fact as it is passes, and fails once its expectation is off by `by`. */
async function expectOnly(fact: Extract<Fact, { rounding: number; expected: number }>, by: number) {
  expect(await checkFact(model, fact)).toMatchObject({ passed: true });
  const wrong = { ...fact, expected: fact.expected + by };
  expect(await checkFact(model, wrong)).toMatchObject({ passed: false });
}

describe('the loss', () => {
  test.each([true, false])('is that of the plain loops, <|endoftext|> first: %s', async (bos) => {
    const fact: Fact = {
      ...about,
      kind: 'loss',
      prompt: { ...prompt, bos },
      expected: loss(weights, [], bos),
    };
    await expectOnly(fact, 1e-3);
  });

  test('with and without <|endoftext|> differ', () => {
    expect(Math.abs(loss(weights, [], true) - loss(weights, [], false))).toBeGreaterThan(0.01);
  });

  test('with a head switched off is that of folded weights whose z is zero', async () => {
    const zero: Edit = { at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' };
    const expected = loss(folded(model, weights), [zero]);
    await expectOnly({ ...about, kind: 'loss', prompt, ablate, expected }, 1e-3);
    const ids = idsOf(model, prompt);
    const edits = await ablationEdits(model, ablate, ids.length);
    expect(await meanLoss(model, ids, edits)).toBeCloseTo(expected, 5);
  });

  test('with a broken engine is not a number, and fails', async () => {
    const broken = Object.create(model.engine) as GoldenModel['engine'];
    broken.run = async (ids, options) => {
      const run = await model.engine.run(ids, options);
      return { ...run, logits: { ...run.logits, data: run.logits.data.map(() => 0 / 0) } };
    };
    const fact: Fact = { ...about, kind: 'loss', prompt, expected: loss(weights) };
    await expect(checkFact({ ...model, engine: broken }, fact)).rejects.toThrow('not a number');
  });
});

describe('switching a head off', () => {
  test('folding changes nothing by itself', () => {
    expect(loss(folded(model, weights))).toBeCloseTo(loss(weights), 5);
  });

  test('constantValue(…) is ln_1.bias · W_V + b_V', async () => {
    const { n_embd: D, n_head: H } = model.engine.info.config;
    const [b, W, bias] = ['ln_1.bias', 'attn.c_attn.weight', 'attn.c_attn.bias'].map(
      (name) => weights[`h.1.${name}`] ?? new Float32Array(),
    );
    const expected = Array.from({ length: D / H }, (_, j) => {
      const column = 2 * D + 2 * (D / H) + j;
      return b!.reduce((sum, x, i) => sum + x * W![i * 3 * D + column]!, bias![column]!);
    });
    const found = await constantValue(model, ablate);
    expect(found).toHaveLength(expected.length);
    for (const [i, x] of expected.entries()) expect(found[i]).toBeCloseTo(x, 5);
  });

  test('is not zeroing z of the weights as they were trained, which gives another loss', () => {
    const zero: Edit = { at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' };
    const difference = loss(weights, [zero]) - loss(folded(model, weights), [zero]);
    expect(Math.abs(difference)).toBeGreaterThan(1e-4);
  });

  test('zeroing all values of a head equals zeroing its z', () => {
    const [D, d] = [model.engine.info.config.n_embd, 32];
    const W = weights['h.1.attn.c_attn.weight']!.slice(); // (D, 3 D)
    const bias = weights['h.1.attn.c_attn.bias']!.slice(); // (3 D)
    for (let j = 2 * D + 2 * d; j < 2 * D + 3 * d; j++) {
      bias[j] = 0;
      for (let i = 0; i < D; i++) W[i * 3 * D + j] = 0;
    }
    const noValues = { ...weights, 'h.1.attn.c_attn.weight': W, 'h.1.attn.c_attn.bias': bias };
    const zero: Edit = { at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' };
    expect(loss(noValues)).toBeCloseTo(loss(weights, [zero]), 9);
  });

  test('at the last place touches that place only', async () => {
    expect(await ablationEdits(model, { ...ablate, at: 'last' }, 9)).toMatchObject([{ pos: [8] }]);
    expect(await ablationEdits(model, undefined, 9)).toEqual([]);
  });
});

test('a probability is that of the plain loops', async () => {
  const { logits } = loops(model, weights, idsOf(model, prompt));
  const [id] = model.tokenizer.encode(' was');
  const expected = Math.exp(logProbabilities(logits.at(-1)!)[id!]!);
  await expectOnly({ ...about, kind: 'probability', prompt, token: ' was', expected }, 1e-3);
});

test('a token of several pieces is refused', async () => {
  const fact: Fact = {
    ...about,
    kind: 'probability',
    prompt,
    token: ' wasn’t so',
    expected: 0,
  };
  await expect(checkFact(model, fact)).rejects.toThrow('not a single token');
});

test('logit differences, plain and with a head switched off at the last place', async () => {
  const other = { text: 'The dog and the', bos: false };
  const choices = [
    { prompt, right: ' was', wrong: ' the' },
    { prompt: other, right: ' dog', wrong: ' was' },
  ];
  const difference = (of: Weights, edits: (length: number) => Edit[]): number => {
    const each = choices.map(({ prompt, right, wrong }) => {
      const ids = idsOf(model, prompt);
      const last = loops(model, of, ids, edits(ids.length)).logits.at(-1)!;
      return last[model.tokenizer.encode(right)[0]!]! - last[model.tokenizer.encode(wrong)[0]!]!;
    });
    return (each[0]! + each[1]!) / 2;
  };
  const kind = 'logit difference';
  const plain = difference(weights, () => []);
  await expectOnly({ ...about, kind, choices, expected: plain }, 5e-3);
  const at = 'blocks.3.attn.hook_z';
  const without = difference(folded(model, weights), (length) => [
    { at, head: 4, pos: [length - 1], do: 'zero' },
  ]);
  const off = { layer: 3, head: 4, at: 'last' } as const;
  await expectOnly({ ...about, kind, choices, ablate: off, expected: without }, 5e-3);
  expect(Math.abs(plain - without)).toBeGreaterThan(5e-3);
});

describe('texts', () => {
  test('greedy, as the plain loops write it, by text and by ids', async () => {
    const ids = idsOf(model, prompt);
    const length = ids.length + 6;
    const all = [...ids];
    while (all.length < length) {
      const last = [...loops(model, weights, all).logits.at(-1)!];
      all.push(last.indexOf(Math.max(...last)));
    }
    const text = model.tokenizer.decode(all.slice(ids.length));
    const fact = { ...about, kind: 'greedy', prompt, length } as const;
    expect(await checkFact(model, { ...fact, expected: text })).toMatchObject({ passed: true });
    expect(await checkFact(model, { ...fact, expected: all })).toMatchObject({ passed: true });
    expect(await checkFact(model, { ...fact, expected: `${text}.` })).toEqual({
      expected: `${text}.`,
      actual: text,
      tolerance: null,
      passed: false,
    });
  });

  test('one beam is the greedy text; five write what no repeat allows', async () => {
    const length = idsOf(model, prompt).length + 12;
    const beam = { ...about, kind: 'beam', prompt, length, noRepeatNgramSize: 0 } as const;
    const one = await checkFact(model, { ...beam, beams: 1, expected: '' });
    const greedy = { ...about, kind: 'greedy', prompt, length, expected: '' } as const;
    expect(one.actual).toBe((await checkFact(model, greedy)).actual);
    const five = await checkFact(model, { ...beam, beams: 5, noRepeatNgramSize: 2, expected: '' });
    const ids = idsOf(model, { ...prompt, text: prompt.text + five.actual });
    const pairs = ids.slice(1).map((id, i) => `${ids[i]} ${id}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(five.passed).toBe(false);
  });
});

test('parameters are added up from the tensors that were read', async () => {
  const fact = { ...about, kind: 'parameters', count: 'numbers', under: '' } as const;
  const { parameters } = model.engine.info;
  expect(await checkFact(model, { ...fact, expected: parameters })).toMatchObject({ passed: true });
  const one = { ...fact, expected: parameters + 1 };
  expect(await checkFact(model, one)).toMatchObject({ passed: false, actual: parameters });
  const shapes = new Map([...(model.shapes ?? [])].slice(1));
  const lost = await checkFact({ ...model, shapes }, { ...fact, expected: parameters });
  expect(lost).toMatchObject({ passed: false, actual: parameters - 8_193 * 256 });
  const block = { ...fact, under: 'h.0.', count: 'tensors', expected: 12 } as const;
  expect(await checkFact(model, block)).toMatchObject({ passed: true });
});
