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
