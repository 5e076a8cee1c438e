import { beforeAll, describe, expect, test } from 'vitest';
import {
  allNotRun,
  GPT2_FACTS,
  overall,
  verifyGolden,
  type Fact,
  type FactSet,
  type GoldenLine,
  type GoldenModel,
} from '#lib/golden/index.ts';
import { openGolden } from './teaching.ts';

let model: GoldenModel;
let set: FactSet;

const about = { what: { en: 'a test', zh: '测试' }, source: 'this test' };
const parameters: Fact = {
  ...about,
  kind: 'parameters',
  id: 'parameters/total',
  count: 'numbers',
  under: '',
  expected: 0,
};
const prompt = { text: 'The dog', bos: true };

beforeAll(async () => {
  ({ model } = await openGolden());
  const { config, parameters: expected } = model.engine.info;
  const { n_layer, n_head, n_embd, n_positions, vocab_size } = config;
  set = {
    model: 'the teaching model',
    sizes: { n_layer, n_head, n_embd, n_positions, vocab_size },
    tokens: { text: 'The dog', ids: model.tokenizer.encode('The dog') },
    facts: [
      { ...parameters, expected },
      { ...about, kind: 'loss', id: 'loss/wrong', prompt, expected: 1, rounding: 1e-3 },
      { ...about, kind: 'greedy', id: 'greedy/wrong', prompt, length: 5, expected: 'no' },
    ],
  };
});

const statuses = (lines: readonly GoldenLine[]) => lines.map(({ status }) => status);

test('each line is measured by itself: a wrong one fails and is shown beside the right value', async () => {
  const seen: GoldenLine[] = [];
  const lines = await verifyGolden(model, set, { onLine: (line) => seen.push(line) });
  expect(statuses(lines)).toEqual(['passed', 'failed', 'failed']);
  expect(seen).toEqual(lines);
  expect(lines[0]).toMatchObject({ actual: model.engine.info.parameters, tolerance: 0 });
  expect(lines[1]?.actual).toBeGreaterThan(1.01);
  expect(lines[1]).not.toHaveProperty('why');
  expect(overall(lines)).toBe('failed');
});

test('the facts of GPT-2 are not run on another model, and say why', async () => {
  const lines = await verifyGolden(model, GPT2_FACTS);
  expect(lines).toHaveLength(GPT2_FACTS.facts.length);
  for (const { status, actual, why } of lines) {
    expect([status, actual]).toEqual(['not run', null]);
    expect(why?.en).toBe('a fact of openai-community/gpt2, with n_layer 12; teaching has 4');
  }
  expect(overall(lines)).toBe('not run');
});

test('a model of the same sizes with other ids is another model', async () => {
  const lines = await verifyGolden(model, { ...set, tokens: { text: 'The dog', ids: [1, 2] } });
  expect(statuses(lines)).toEqual(['not run', 'not run', 'not run']);
  expect(lines[0]?.why?.en).toContain('“The dog” are 1 2, not');
});

test('without a model nothing is run, and nothing passes', () => {
  const lines = allNotRun(GPT2_FACTS, { en: 'the weights are not here', zh: '没有权重' });
  expect(new Set(statuses(lines))).toEqual(new Set(['not run']));
  expect(lines.every(({ actual, why }) => actual === null && why !== undefined)).toBe(true);
  expect(overall(lines)).toBe('not run');
  expect(overall([])).toBe('not run');
});

describe('where a fact cannot be measured', () => {
  test('no shapes, no count of parameters', async () => {
    const [line] = await verifyGolden({ ...model, shapes: null }, set);
    expect(line).toMatchObject({
      status: 'not run',
      why: { en: expect.stringContaining('shapes') },
    });
  });

  test('weights of eight bits: wider bounds, and no text must be the same', async () => {
    const lines = await verifyGolden({ ...model, dtype: 'int8' }, set);
    expect(statuses(lines)).toEqual(['passed', 'failed', 'not run']);
    expect(lines[1]?.tolerance).toBeCloseTo(0.051, 6);
    expect(lines[2]?.why?.en).toContain('int8 weights may write another text');
  });

  test('weights of four bits have no bounds', async () => {
    const lines = await verifyGolden({ ...model, dtype: 'int4' }, set);
    expect(statuses(lines)).toEqual(['passed', 'not run', 'not run']);
    expect(lines[1]?.why?.en).toBe('no bound is stated for int4 weights');
  });

  test('an engine that breaks is a failure with its reason', async () => {
    const engine = Object.create(model.engine) as GoldenModel['engine'];
    engine.run = () => Promise.reject(new Error('the device was lost'));
    const lines = await verifyGolden({ ...model, engine }, set);
    expect(lines[1]).toMatchObject({
      status: 'failed',
      actual: null,
      why: { en: 'the device was lost' },
    });
  });

  test('what is left when it is stopped is not run', async () => {
    const stop = new AbortController();
    const lines = await verifyGolden(model, set, {
      onLine: () => stop.abort(),
      signal: stop.signal,
    });
    expect(statuses(lines)).toEqual(['passed', 'not run', 'not run']);
  });
});
