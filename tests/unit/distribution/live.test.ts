/** What the figures keep while a model writes and scores: with a fake engine of 257 tokens. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ScoredText } from '#components/figures/distribution/scored-text.svelte.ts';
import { Writing, WRITTEN } from '#components/figures/distribution/writing.svelte.ts';
import type { Tensor } from '#lib/model/api.ts';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { FakeEngine, tokenizer } from '../state/fake-engine.ts';

/** Finds every token as likely as every other. */
class Undecided extends FakeEngine {
  override unembed({ shape: [rows = 0] }: Tensor): Promise<Tensor> {
    return Promise.resolve({ shape: [rows, 257], data: new Float32Array(rows * 257) });
  }
}

let engine: Undecided;
let model: LessonModel;
beforeEach(() => {
  engine = new Undecided();
  model = new LessonModel({
    connect: () => Promise.resolve(engine),
    tokenizer: () => Promise.resolve(tokenizer),
  });
});
const how = { by: 'k', k: 1, p: 0.9, seed: 1 } as const;

describe('Writing', () => {
  test('shows what is stored, every step of it, and loads nothing', () => {
    const writing = new Writing('en', model);
    expect(writing.live).toBeNull();
    expect(writing.step?.taken?.text).toBe(
      writing.pieces.find(({ start }) => start === writing.writtenFrom)?.text,
    );
    for (let place = 1; place <= writing.length; place++) {
      void writing.select(place);
      expect(writing.step?.taken === null).toBe(place === writing.length);
    }
    void writing.select(0);
    expect(writing.step).toBeNull();
    expect(model.status).toBe('idle');
  });

  test('writes from a prompt with the cut, and looks at places of the prompt when asked', async () => {
    const writing = new Writing('en', model);
    await writing.write('abc', how);
    expect([writing.writtenFrom, writing.length, writing.selected]).toEqual([4, 4 + WRITTEN, 4]);
    expect(writing.live?.kind).toBe('live');
    // With k = 1 the likeliest comes each time: the byte after the last one.
    expect(writing.step?.taken).toMatchObject({ text: 'd', rank: 1 });
    const before = engine.reads.length;
    await writing.select(2);
    expect(engine.reads.length).toBe(before + 1);
    expect(writing.step?.taken).toMatchObject({ text: 'b', rank: 1 });
    expect(Math.exp(writing.step?.all.logprobs[0] ?? NaN)).toBeCloseTo(
      writing.step?.top[0]?.p ?? 0,
      6,
    );
    await writing.select(2);
    expect(engine.reads.length).toBe(before + 1);
    await writing.select(writing.length);
    expect(writing.step?.taken).toBeNull();
  });

  test('no prompt at all: the model writes from the start of a text', async () => {
    const writing = new Writing('en', model);
    await writing.write('', how);
    expect([writing.writtenFrom, writing.length]).toEqual([1, 1 + WRITTEN]);
    expect(writing.problem).toBeNull();
  });

  test('a prompt that is too long is cut, and it says so', async () => {
    const writing = new Writing('en', model);
    await writing.write('a'.repeat(100_000), how);
    expect(writing.cut).toBe(true);
    expect(writing.writtenFrom).toBe(8);
  });
});

describe('ScoredText', () => {
  test('scores each token but the first; an undecided model has V as its perplexity', async () => {
    const scored = new ScoredText('en', model);
    await scored.score('hello');
    expect(scored.pieces.map(({ text }) => text).join('')).toBe('<|endoftext|>hello');
    expect(scored.scores).toHaveLength(5);
    for (const { bits, entropy } of scored.scores) {
      expect(bits).toBeCloseTo(Math.log2(257), 9);
      expect(entropy).toBeCloseTo(Math.log2(257), 9);
    }
    expect([scored.window, scored.stride, scored.positions]).toEqual([8, 4, 8]);
  });

  test('goes through a longer text in windows of the size that is asked for', async () => {
    const scored = new ScoredText('en', model);
    await scored.score('0123456789', 6, 2);
    expect(scored.scores).toHaveLength(10);
    expect(engine.reads.map((ids) => ids.length)).toEqual([6, 6, 6, 5]);
    // More than the model has, and a stride as long as the window, come down to what there can be.
    await scored.score('0123456789', 99, 99);
    expect([scored.window, scored.stride]).toEqual([8, 7]);
  });

  test('nothing and one token: a sentence, and what was shown stays', async () => {
    const scored = new ScoredText('en', model);
    const before = scored.scores;
    for (const text of ['', 'a']) {
      await scored.score(text);
      expect(scored.task.problem).toContain('two tokens');
      expect(scored.scores).toBe(before);
    }
  });
});
