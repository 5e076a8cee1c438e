import { expect, test } from 'vitest';
import type { Engine } from '#lib/model/api.ts';
import { keptEngine, type OnStage } from '#lib/state/kept-engine.ts';
import { FakeEngine } from './fake-engine.ts';

/** A load that the test ends. */
function opening(): {
  open: (tell: OnStage) => Promise<Engine>;
  engine: FakeEngine;
  end: () => void;
  tell: OnStage;
  times: () => number;
} {
  const engine = new FakeEngine();
  const { promise, resolve } = Promise.withResolvers<Engine>();
  const said: { tell?: OnStage } = {};
  let times = 0;
  return {
    engine,
    open: (tell) => {
      said.tell = tell;
      times++;
      return promise;
    },
    end: () => {
      resolve(engine);
    },
    tell: (stage, label) => said.tell?.(stage, label),
    times: () => times,
  };
}

test('who asks while it is loaded waits for the same engine, and is told how far it is', async () => {
  const load = opening();
  const early: string[] = [];
  const late: string[] = [];
  const one = keptEngine('a', load.open, (stage) => early.push(stage));
  await Promise.resolve();
  load.tell('starting', 'WASM');
  const other = keptEngine('a', load.open, (stage) => late.push(stage));
  load.tell('checking', 'WASM');
  load.end();
  expect(await one).toBe(await other);
  expect(load.times()).toBe(1);
  expect(early).toEqual(['starting', 'checking']);
  expect(late).toEqual(['starting', 'checking']);
});

test('another key releases what was kept, loaded or not', async () => {
  const [a, b, c] = [opening(), opening(), opening()];
  a.end();
  await keptEngine('x', a.open);
  const second = keptEngine('y', b.open);
  const third = keptEngine('z', c.open);
  b.end();
  c.end();
  await Promise.all([second, third]);
  await Promise.resolve();
  expect([a.engine.released, b.engine.released, c.engine.released]).toEqual([true, true, false]);
});

test('a load that failed is not kept', async () => {
  await expect(keptEngine('f', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const next = opening();
  next.end();
  await keptEngine('f', next.open);
  expect(next.times()).toBe(1);
});

test('a better engine takes the place of the first, which goes on until it is released', async () => {
  const [first, second] = [new FakeEngine(), new FakeEngine()];
  const one = await keptEngine('b', () =>
    Promise.resolve(Object.assign(first, { better: Promise.resolve<Engine>(second) })),
  );
  const better = await one.better;
  expect(first.released).toBe(false);
  const next = opening();
  expect(await keptEngine('b', next.open)).toBe(better);
  expect(next.times()).toBe(0);
  await one.release();
  expect([first.released, second.released]).toEqual([true, false]);
  expect(await keptEngine('b', next.open)).toBe(better);
});

test('a better engine that comes too late is released', async () => {
  const [first, second] = [new FakeEngine(), new FakeEngine()];
  const { promise, resolve } = Promise.withResolvers<Engine>();
  const one = await keptEngine('l', () =>
    Promise.resolve(Object.assign(first, { better: promise })),
  );
  await one.release();
  resolve(second);
  await expect(one.better).rejects.toMatchObject({ code: 'aborted' });
  expect(second.released).toBe(true);
});
