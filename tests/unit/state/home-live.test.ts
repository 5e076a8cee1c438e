import { expect, test } from 'vitest';
import { lastRow, rowsOf } from '#lib/state/home-run.ts';
import { HomeLive } from '#lib/state/home-live.svelte.ts';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { FakeEngine, tokenizer } from './fake-engine.ts';

function open(): { home: HomeLive; engine: FakeEngine } {
  const engine = new FakeEngine();
  const model = new LessonModel({
    connect: () => Promise.resolve(engine),
    tokenizer: () => Promise.resolve(tokenizer),
  });
  return { home: new HomeLive('en', () => Promise.resolve(), model), engine };
}

test('read(text) gives its tokens, where each head looks, and what comes next', async () => {
  const { home, engine } = open();
  expect(engine.reads).toEqual([]);
  await home.read('ab');
  expect(home.view?.tokens.join('')).toBe('<|endoftext|>ab');
  expect(home.view?.heads.flat().map(rowsOf)).toEqual([3, 3]);
  lastRow(home.view?.heads[0]?.[1] ?? '').forEach((w) => expect(w).toBeCloseTo(1 / 3, 1));
  expect(home.view?.offer.top[0]?.text).toBe('c'); // the fake's likeliest is the byte after b
  expect([home.view?.offer.pick, home.live?.kind, home.problem]).toEqual([null, 'live', null]);
});

test('writeOn(text) adds a token at a time, the same ones every time', async () => {
  const write = async (presses: number): Promise<HomeLive> => {
    const { home } = open();
    for (let i = 0; i < presses; i++) await home.writeOn('ab');
    return home;
  };
  const [two, three] = [await write(2), await write(3)];
  expect(two.view?.tokens).toHaveLength(5);
  expect(three.text.startsWith(two.text)).toBe(true);
  expect(three.view?.promptLength).toBe(3);
  expect(three.view?.heads.flat().map(rowsOf)).toEqual([6, 6]);
});

test('two presses at once are two tokens, the second after the first', async () => {
  const { home, engine } = open();
  const [calm] = [open().home];
  await Promise.all([home.writeOn('ab'), home.writeOn('ab')]);
  await calm.writeOn('ab');
  await calm.writeOn('ab');
  expect(home.text).toBe(calm.text);
  expect(engine.reads.at(-1)).toHaveLength(5);
});

test('another text drops what was asked for the one before', async () => {
  const { home } = open();
  const old = home.writeOn('ab');
  await Promise.all([old, home.read('x')]);
  expect(home.view?.tokens.join('')).toBe('<|endoftext|>x');
});

test('a character of several tokens is named once', async () => {
  const { home } = open();
  await home.read('水 a');
  expect(home.view?.tokens.slice(1)).toEqual(['水', '·', '·', ' ', 'a']);
});

test('a text that does not fit leaves the picture and says so', async () => {
  const { home } = open();
  await home.read('ab');
  await home.read('more than eight tokens');
  expect([home.full, home.text]).toEqual([true, 'ab']);
  await home.read('x'.repeat(1_000_000));
  expect(home.full).toBe(true);
  for (let i = 0; i < 7; i++) await home.writeOn('ab');
  expect([home.view?.tokens.length, home.full]).toEqual([8, true]);
});
