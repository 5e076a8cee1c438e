import { expect, test } from 'vitest';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { OnePass } from '#lib/state/one-pass.svelte.ts';
import { FakeEngine, stored, tokenizer } from './fake-engine.ts';

function open(): { pass: OnePass; engine: FakeEngine } {
  const engine = new FakeEngine();
  const model = new LessonModel({
    connect: () => Promise.resolve(engine),
    tokenizer: () => Promise.resolve(tokenizer),
  });
  return { pass: new OnePass(stored, model), engine };
}

test('shows the stored pass until it is asked, and loads nothing', () => {
  const { pass, engine } = open();
  expect(pass.pass).toMatchObject({ text: 'ab', topTexts: stored.topTexts });
  expect(pass.pass.snapshot.source).toBe('stored');
  expect(engine.reads).toEqual([]);
});

test('read() gives every station of the map, the tokens and what comes next', async () => {
  const { pass, engine } = open();
  pass.text = 'xyz';
  await pass.read();
  const { snapshot, pieces, topTexts } = pass.pass;
  expect(engine.reads).toEqual([[256, ...tokenizer.encode('xyz')]]);
  expect(pieces.map(({ text }) => text).join('')).toBe('<|endoftext|>xyz');
  expect(Object.keys(snapshot.stages).sort()).toEqual(Object.keys(stored.stages).sort());
  expect(topTexts[0]).toBe('{'); // the fake's likeliest is the byte after z
});

test.each([
  ['', 'empty-prompt'],
  ['more than eight tokens', 'too-long'],
  ['a'.repeat(1_000_000), 'too-long'],
])('a text that cannot be read says why and leaves the picture', async (text, code) => {
  const { pass } = open();
  pass.text = text;
  await pass.read();
  expect(pass.problem?.code).toBe(code);
  expect([pass.pass.text, pass.working]).toEqual(['ab', false]);
  pass.example();
  await pass.read();
  expect([pass.problem, pass.pass.snapshot.source]).toEqual([null, 'live']);
});

test('of two calls the later counts', async () => {
  const { pass, engine } = open();
  let release = (): void => undefined;
  engine.gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  pass.text = 'old';
  const old = pass.read();
  pass.text = 'new';
  const latest = pass.read();
  release();
  await Promise.all([old, latest]);
  expect([pass.pass.text, pass.working]).toEqual(['new', false]);
});
