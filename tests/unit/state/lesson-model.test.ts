import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { LessonModel, type LessonModelOptions } from '#lib/state/lesson-model.svelte.ts';
import { FakeEngine, tokenizer } from './fake-engine.ts';

/** A lesson's model whose engine is a fake; as in a page, one that lives is given again. */
function open(connect?: LessonModelOptions['connect']): {
  model: LessonModel;
  engines: FakeEngine[];
} {
  const engines: FakeEngine[] = [];
  const model = new LessonModel({
    connect:
      connect ??
      (() => {
        const last = engines.at(-1);
        if (last && !last.released && last.failure === null) return Promise.resolve(last);
        engines.push(new FakeEngine());
        return Promise.resolve(engines.at(-1) as FakeEngine);
      }),
    tokenizer: () => Promise.resolve(tokenizer),
  });
  return { model, engines };
}

describe('ensure()', () => {
  test('loads nothing before it is called, and one engine for all who call', async () => {
    const { model, engines } = open();
    expect([model.status, model.provenance, engines.length]).toEqual(['idle', null, 0]);
    const first = model.ensure();
    const second = model.ensure();
    expect(model.status).toBe('loading');
    expect((await first).engine).toBe((await second).engine);
    expect((await model.ensure()).tokenizer).toBe(tokenizer);
    expect([model.status, engines.length]).toEqual(['ready', 1]);
    expect(model.provenance).toEqual({
      ...{ kind: 'live', model: 'fake', dtype: 'fp32', backend: 'WASM' },
    });
  });

  test('stays ready while it is asked again, and tells the stages of a new load', async () => {
    const stages: string[] = [];
    const { model } = open((onStage) => {
      for (const stage of ['opening', 'checking'] as const) {
        onStage(stage, 'x');
        stages.push(`${model.status} ${model.stage}`);
      }
      return Promise.resolve(new FakeEngine());
    });
    await model.ensure();
    expect(stages).toEqual(['loading opening', 'loading checking']);
    const { model: again } = open();
    await again.ensure();
    const asked = again.ensure();
    expect(again.status).toBe('ready');
    await asked;
  });

  test('a failure is a sentence in both languages, and can be tried again', async () => {
    let tries = 0;
    const { model } = open(() =>
      ++tries === 1
        ? Promise.reject(new ModelError('network', 'no network'))
        : Promise.resolve(new FakeEngine()),
    );
    await expect(model.ensure()).rejects.toThrow('no network');
    expect(model.status).toBe('failed');
    expect(model.error('en')).toMatch(/^The connection broke/);
    expect(model.error('zh')).toMatch(/[一-鿿]/);
    await model.ensure();
    expect([model.status, model.error('en')]).toEqual(['ready', null]);
  });

  test('what is no ModelError is an internal one', async () => {
    const { model } = open(() => Promise.reject(new TypeError('x is undefined')));
    await expect(model.ensure()).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('an engine that dies', () => {
  test('idle: the figures are told, and the next call opens another', async () => {
    const { model, engines } = open();
    await model.ensure();
    const lost = new ModelError('worker-lost', 'gone');
    const engine = engines[0] as FakeEngine;
    engine.released = true;
    engine.die(lost);
    await engine.lost;
    expect([model.status, model.failure, model.provenance]).toEqual(['failed', lost, null]);
    await model.ensure();
    expect([model.status, engines.length]).toEqual(['ready', 2]);
  });

  test('in work: explain() gives it up; other errors only get their sentence', async () => {
    const { model, engines } = open();
    const { engine } = await model.ensure();
    expect(model.explain('en', new ModelError('aborted', 'stopped'))).toBeNull();
    expect(model.explain('en', new ModelError('too-long', 'long'))).toMatch(/longer than/);
    expect(model.status).toBe('ready');
    expect(model.explain('en', new ModelError('out-of-memory', 'full'))).toMatch(/memory/);
    expect([model.status, (engine as FakeEngine).released]).toEqual(['failed', true]);
    await model.ensure();
    expect(engines.length).toBe(2);
  });
});

describe('the model that is asked for', () => {
  /** A page whose address is a variable; loads wait for `gate` where there is one. */
  function openAt(start: string | null) {
    const page = { asked: start, loads: [] as (string | null)[], gate: Promise.resolve() };
    const engines = new Map<string | null, FakeEngine>();
    const model = new LessonModel({
      connect: async (_, asked) => {
        if (!engines.has(asked)) page.loads.push(asked);
        await page.gate;
        if (asked === 'gone') throw new ModelError('not-stored', 'no such model');
        const engine = engines.get(asked) ?? new FakeEngine();
        engines.set(asked, engine);
        return engine;
      },
      tokenizer: () => Promise.resolve(tokenizer),
      asking: { read: () => page.asked, write: (id) => (page.asked = id) },
    });
    return { model, page };
  }

  test('is the one in the address, and known before it is loaded', async () => {
    const { model, page } = openAt('a');
    model.follow();
    expect([model.asked, model.status, page.loads]).toEqual(['a', 'idle', []]);
    expect((await model.ensure()).asked).toBe('a');
    expect(page.loads).toEqual(['a']);
  });

  test('another choice is written down, and loaded when it is wanted', async () => {
    const { model, page } = openAt(null);
    const first = await model.ensure();
    expect(first.provenance).toBe((await model.ensure()).provenance);
    model.choose('b');
    expect([page.asked, model.status, model.provenance]).toEqual(['b', 'idle', null]);
    expect(page.loads).toEqual([null]);
    const second = await model.ensure();
    expect([second.asked, page.loads]).toEqual(['b', [null, 'b']]);
    expect(second.engine).not.toBe(first.engine);
    expect(second.provenance).not.toBe(first.provenance);
  });

  test('a change of mind while one is loading: who waits gets what was asked for last', async () => {
    const { model, page } = openAt('a');
    let open = (): void => undefined;
    page.gate = new Promise((resolve) => (open = resolve));
    const loaded = model.ensure();
    model.choose('gone');
    model.choose(null);
    expect(model.status).toBe('loading');
    open();
    expect((await loaded).asked).toBeNull();
    expect([model.status, page.loads]).toEqual(['ready', ['a', null]]);
  });

  test('one that is not there is a sentence; the teaching model is the way out', async () => {
    const { model } = openAt('gone');
    await expect(model.ensure()).rejects.toMatchObject({ code: 'not-stored' });
    expect(model.error('en')).toMatch(/not stored/);
    expect(model.error('zh')).toMatch(/[一-鿿]/);
    model.choose(null);
    expect([model.status, model.error('en')]).toEqual(['idle', null]);
    expect((await model.ensure()).asked).toBeNull();
  });
});
