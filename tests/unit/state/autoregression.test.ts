import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { softmax } from '#lib/sampling/index.ts';
import { Autoregression } from '#lib/state/autoregression.svelte.ts';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { growPath, nextChoice, type StoredGrowth } from '#lib/state/next-choice.ts';
import { FakeEngine, logitsAfter, tokenizer } from './fake-engine.ts';

// 'a' is the byte 97, and token 64: GPT-2 numbers the printable bytes first.
const promptIds = [256, 64, 65];
const logitsOf = (ids: readonly number[]): Promise<Float32Array> =>
  Promise.resolve(logitsAfter(ids.at(-1) ?? 0));
const grow = (strategy: 'greedy' | 'sample') =>
  growPath(promptIds, 3, { strategy, seed: 5 }, tokenizer, logitsOf);
const stored: StoredGrowth = {
  ...{ model: 'fake', command: 'none', vocabulary: 257, text: 'ab', promptIds },
  paths: [await grow('greedy'), await grow('sample')],
};

function open(engine = new FakeEngine()): {
  growth: Autoregression;
  engine: FakeEngine;
  asked: () => number;
} {
  let asked = 0;
  const model = new LessonModel({
    connect: () => Promise.resolve(engine),
    tokenizer: () => Promise.resolve(tokenizer),
  });
  const ensure = (): ReturnType<typeof model.ensure> => {
    asked++;
    return model.ensure();
  };
  const growth = new Autoregression(stored, { ensure, report: (error) => model.report(error) });
  return { growth, engine, asked: () => asked };
}

const shown = ({ reading }: Autoregression): string =>
  reading?.pieces.map(({ text }) => text).join('') ?? '';

describe('nextChoice(logits, picking)', () => {
  const logits = Float32Array.of(0, 2, 1, -1, 0.5, -3);
  const text = (id: number): string => `t${String(id)}`;

  test('greedy takes the likeliest; the top five are in order, with their softmax', () => {
    const { top, pick } = nextChoice(logits, { strategy: 'greedy', seed: 1, draw: 0 }, text);
    expect(top.map(({ id }) => id)).toEqual([1, 2, 4, 0, 3]);
    expect(top.map(({ p }) => p)).toEqual([1, 2, 4, 0, 3].map((id) => softmax(logits)[id]));
    expect(pick).toEqual(top[0]);
  });

  test('sampling takes each token as often as its probability says', () => {
    const counts = new Map<number, number>();
    const N = 4000;
    for (let seed = 0; seed < N; seed++) {
      const { id } = nextChoice(logits, { strategy: 'sample', seed, draw: 2 }, text).pick;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    softmax(logits).forEach((p, id) => {
      // Five standard deviations of a binomial count.
      const off = Math.abs((counts.get(id) ?? 0) - N * p);
      expect(off).toBeLessThan(5 * Math.sqrt(N * p * (1 - p)) + 1);
    });
  });
});

describe('Autoregression', () => {
  test('walks along the stored path and back without asking the model', async () => {
    const { growth, asked } = open();
    expect([shown(growth), growth.reading?.pick.text]).toEqual(['<|endoftext|>ab', 'c']);
    await growth.next();
    await growth.next();
    expect([shown(growth), growth.reading?.pick.text]).toEqual(['<|endoftext|>abcd', 'e']);
    expect(growth.writtenFrom).toBe(3);
    await growth.back();
    expect([shown(growth), growth.reading?.source]).toEqual(['<|endoftext|>abc', 'stored']);
    await growth.pickBy('sample', 5);
    expect(growth.reading?.pick).toEqual(stored.paths[1]?.steps[0]?.pick);
    expect(asked()).toBe(0);
  });

  test('what is not stored waits for the model: another seed, another text, the end of the path', async () => {
    const { growth, asked } = open();
    await growth.pickBy('sample', 6);
    expect(growth.reading).toBeNull();
    await growth.pickBy('greedy', 6);
    for (let i = 0; i < 3; i++) await growth.next();
    expect(growth.reading).toBeNull();
    await growth.edit('xy');
    expect([growth.reading, growth.problem, asked()]).toEqual([null, null, 0]);
    await growth.ask();
    expect([shown(growth), growth.reading?.source]).toEqual(['<|endoftext|>xy', 'live']);
  });

  test('live, it goes on where it was, and gives the same picks as the stored path', async () => {
    const { growth, engine } = open();
    await growth.pickBy('sample', 5);
    await growth.next();
    await growth.ask();
    for (let i = 1; i < 3; i++) {
      expect(growth.reading?.pick).toEqual(stored.paths[1]?.steps[i]?.pick);
      await growth.next();
    }
    expect(engine.reads.at(-1)).toEqual(stored.paths[1]?.ids);
    await growth.back();
    await growth.next();
    expect(engine.reads.at(-1)).toEqual(stored.paths[1]?.ids);
  });

  test('the reader may choose another token than the pick', async () => {
    const { growth } = open();
    await growth.choose(32);
    expect([growth.reading, growth.added]).toEqual([null, [32]]);
    await growth.ask();
    expect([shown(growth), growth.reading?.pick.text]).toEqual(['<|endoftext|>abA', 'B']);
  });

  test('beyond the window the first tokens are dropped', async () => {
    const { growth, engine } = open();
    await growth.edit('abcdefg');
    await growth.ask();
    expect(growth.reading?.dropped).toBe(0);
    await growth.next();
    expect(growth.reading?.dropped).toBe(1);
    expect(engine.reads.at(-1)).toHaveLength(8);
  });

  test.each([
    ['', 'empty-prompt'],
    ['more than eight tokens', 'too-long'],
    ['a'.repeat(1_000_000), 'too-long'],
  ])('a text that cannot be read says why', async (text, code) => {
    const { growth, engine } = open();
    await growth.edit(text);
    await growth.ask();
    expect(growth.reading).toBeNull();
    expect(growth.problem).toMatchObject({ code });
    expect(engine.reads).toEqual([]);
    await growth.edit('ok');
    expect([growth.problem, shown(growth)]).toEqual([null, '<|endoftext|>ok']);
  });

  test('a failure is shown, and the text stays', async () => {
    const { growth, engine } = open();
    engine.failure = new ModelError('device-lost', 'gone');
    await growth.ask();
    expect(growth.problem).toBe(engine.failure);
    engine.failure = null;
    await growth.ask();
    expect([growth.problem, shown(growth), growth.working]).toEqual([
      null,
      '<|endoftext|>ab',
      false,
    ]);
  });

  test('of two calls the later wins', async () => {
    const { growth, engine } = open();
    await growth.ask();
    let release = (): void => undefined;
    engine.gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = growth.edit('slow');
    const fast = growth.edit('fast');
    expect(growth.working).toBe(true);
    release();
    await Promise.all([slow, fast]);
    expect([shown(growth), growth.working]).toEqual(['<|endoftext|>fast', false]);
  });
});

test('tokens of one model are not put into another', async () => {
  let asked: string | null = null;
  const model = new LessonModel({
    connect: () => Promise.resolve(new FakeEngine()),
    tokenizer: () => Promise.resolve(tokenizer),
    asking: { read: () => asked, write: (id) => (asked = id) },
  });
  const growth = new Autoregression(stored, model);
  await growth.next();
  await growth.ask();
  expect([growth.added.length, growth.reading?.live]).toEqual([1, model.provenance]);
  model.choose('other');
  await growth.next();
  expect([growth.added, shown(growth)]).toEqual([[], '<|endoftext|>ab']);
  await growth.next();
  expect(growth.added.length).toBe(1);
});
