import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { Session, type SessionOptions } from '#lib/state/session.svelte.ts';
import { config, FakeEngine, stored, tokenizer } from './fake-engine.ts';

/** A session whose engines are fakes; frames are drawn at once. */
function open(options: Partial<SessionOptions> = {}): { session: Session; engines: FakeEngine[] } {
  const engines: FakeEngine[] = [];
  const session = new Session({
    connect: () => {
      const engine = new FakeEngine();
      engines.push(engine);
      return Promise.resolve(engine);
    },
    tokenizer: () => Promise.resolve(tokenizer),
    stored,
    frame: (callback) => {
      callback();
    },
    ...options,
  });
  return { session, engines };
}

async function ready(): Promise<{ session: Session; engine: FakeEngine }> {
  const { session, engines } = open();
  await session.load();
  const engine = engines.at(-1);
  if (!engine) throw new Error('no engine');
  return { session, engine };
}

const ascii = (text: string): number[] => [256, ...tokenizer.encode(text)];

describe('before a model is there', () => {
  test('the page shows the stored run', () => {
    const { session } = open();
    expect(session.prompt).toBe('ab');
    expect(session.snapshot.source).toBe('stored');
    expect([...(session.snapshot.pattern(0, 1) ?? [])]).toEqual([
      ...[1, 0, 0],
      ...[0.5, 0.5, 0],
      ...[0.25, 0.25, 0.5],
    ]);
    expect(session.snapshot.pattern(7, 0)).toBeNull();
  });

  test('typing is kept and read once the model is there', async () => {
    const { session } = open();
    await session.edit('xyz');
    expect(session.snapshot.source).toBe('stored');
    await session.load();
    expect(session.prompt).toBe('xyz');
    expect(session.snapshot.ids).toEqual(ascii('xyz'));
    expect(session.snapshot.source).toBe('live');
  });
});

describe('load()', () => {
  test('tells the stages, then the model', async () => {
    const seen: string[] = [];
    const { session } = open({
      connect: (choice, onStage) => {
        for (const stage of ['opening', 'starting', 'checking'] as const) {
          onStage(stage, choice);
          if (session.engine.state === 'loading') seen.push(session.engine.stage);
        }
        return Promise.resolve(new FakeEngine());
      },
    });
    await session.load('wasm');
    expect(seen).toEqual(['opening', 'starting', 'checking']);
    expect(session.engine.state).toBe('ready');
    expect(session.info?.model).toBe('fake');
  });

  test('says why it failed, keeps text and drawing, and can be tried again', async () => {
    let tries = 0;
    const { session } = open({
      connect: () =>
        ++tries === 1
          ? Promise.reject(new ModelError('out-of-memory', 'no memory'))
          : Promise.resolve(new FakeEngine()),
    });
    await session.edit('keep me');
    await session.load();
    expect(session.engine).toEqual({
      state: 'failed',
      code: 'out-of-memory',
      message: 'no memory',
    });
    expect(session.prompt).toBe('keep me');
    expect(session.snapshot.source).toBe('stored');
    await session.load();
    expect(session.engine.state).toBe('ready');
  });

  test('the newest call wins; the engine of the older one is released', async () => {
    const { session, engines } = open();
    await Promise.all([session.load(), session.load()]);
    expect(engines.map(({ released }) => released)).toEqual([true, false]);
    expect(session.engine.state).toBe('ready');
  });
});

describe('edit(prompt)', () => {
  test('of many edits only the first and the last are read, and the last is shown', async () => {
    const { session, engine } = await ready();
    engine.reads.length = 0;
    let openGate = (): void => undefined;
    engine.gate = new Promise<void>((resolve) => (openGate = resolve));
    const edits = ['a', 'ab', 'abc', 'abcd'].map((text) => session.edit(text));
    openGate();
    await Promise.all(edits);
    expect(session.snapshot.ids).toEqual(ascii('abcd'));
    expect(engine.reads).toEqual([ascii('a'), ascii('abcd')]);
    expect(session.running).toBe(false);
  });

  test('drops what was written after the old text', async () => {
    const { session } = await ready();
    await session.choose(67);
    expect(session.ids).toEqual([...ascii('ab'), 67]);
    await session.edit('b');
    expect(session.ids).toEqual(ascii('b'));
  });

  test('an empty text is said, not read; the drawing stays', async () => {
    const { session, engine } = await ready();
    const { snapshot } = session;
    engine.reads.length = 0;
    await session.edit('');
    expect(session.problem).toBe('empty-prompt');
    expect(engine.reads).toEqual([]);
    expect(session.snapshot).toBe(snapshot);
    await session.edit('c');
    expect(session.problem).toBeNull();
  });

  test('a text over the limit is said and kept', async () => {
    const { session } = await ready();
    await session.edit('x'.repeat(config.n_positions));
    expect(session.problem).toBe('too-long');
    expect(session.prompt).toHaveLength(config.n_positions);
    await session.nextToken();
    await session.write(3);
    expect(session.written).toEqual([]);
  });

  test('<|endoftext|> typed is text like any other', async () => {
    const { session } = await ready();
    session.prompt = '<|endoftext|>';
    expect(session.promptIds).toEqual(ascii('<|endoftext|>'));
    expect(session.promptIds.filter((id) => id === 256)).toHaveLength(1);
  });
});

describe('nextToken()', () => {
  test('greedy: adds the likeliest token and reads the longer text', async () => {
    const { session } = await ready();
    session.strategy = 'greedy';
    await session.nextToken();
    const last = ascii('ab').at(-1) ?? 0;
    expect(session.written).toEqual([last + 1]);
    expect(session.snapshot.ids).toEqual([...ascii('ab'), last + 1]);
  });

  test('pressed n times it gives what write(n) gives, and the same again for the same seed', async () => {
    const texts = await Promise.all(
      ['press', 'write', 'press'].map(async (way) => {
        const { session } = await ready();
        session.temperature = 3;
        session.topK = 0;
        if (way === 'write') await session.write(4);
        else for (let i = 0; i < 4; i++) await session.nextToken();
        return session.written;
      }),
    );
    expect(texts[0]).toHaveLength(4);
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  test('another seed gives another text', async () => {
    const written = async (seed: number): Promise<readonly number[]> => {
      const { session } = await ready();
      Object.assign(session, { seed, temperature: 5, topK: 0 });
      await session.write(4);
      return session.written;
    };
    expect(await written(1)).not.toEqual(await written(2));
  });
});

describe('write(count)', () => {
  test('writes, says the speed, then reads the whole text', async () => {
    const { session } = await ready();
    await session.write(3);
    expect(session.written).toHaveLength(3);
    expect(session.tokensPerSecond).toBe(40);
    expect(session.writing).toBe(false);
    expect(session.snapshot.ids).toEqual(session.ids);
  });

  test('stop() keeps what is written', async () => {
    const engine = new FakeEngine();
    const { session } = open({
      connect: () => Promise.resolve(engine),
      frame: (draw) => {
        draw();
        if (session.written.length === 2) session.stop();
      },
    });
    await session.load();
    await session.write(40);
    expect(session.written).toHaveLength(2);
    expect(session.writing).toBe(false);
  });

  test('past the limit the window slides and the page can say so', async () => {
    const { session } = await ready();
    await session.edit('abcdef');
    await session.write(6);
    expect(session.ids).toHaveLength(13);
    expect(session.slid).toBe(true);
    expect(session.snapshot.start).toBe(5);
    expect(session.snapshot.ids).toEqual(session.ids.slice(5));
  });

  test('an edit while writing stops it; nothing of the old text is added to the new one', async () => {
    const engine = new FakeEngine();
    const { session } = open({ connect: () => Promise.resolve(engine) });
    await session.load();
    const writing = session.write(40);
    const edit = session.edit('zz');
    await Promise.all([writing, edit]);
    expect(session.written).toEqual([]);
    expect(session.snapshot.ids).toEqual(ascii('zz'));
  });
});

test.each(['device-lost', 'worker-lost'] as const)(
  '%s in a pass: the engine is gone, text and drawing stay, load() brings it back',
  async (code) => {
    const { session, engine } = await ready();
    engine.failure = new ModelError(code, 'gone');
    await session.edit('still');
    expect(session.engine).toEqual({ state: 'failed', code, message: 'gone' });
    expect(engine.released).toBe(true);
    expect(session.prompt).toBe('still');
    await session.edit('short');
    await session.load('wasm');
    expect(session.snapshot.ids).toEqual(ascii('short'));
  },
);

test('keepWritten() makes the written text part of the prompt', async () => {
  const { session } = await ready();
  await session.choose(67);
  await session.keepWritten();
  expect(session.prompt).toBe('ab' + tokenizer.decode([67]));
  expect(session.written).toEqual([]);
});

test('restore(link) takes over what the link has; link gives it back', () => {
  const { session } = open();
  session.restore({ prompt: 'q', temperature: 2, head: 1 });
  expect(session.link).toMatchObject({ prompt: 'q', temperature: 2, head: 1, seed: 42 });
});

test('an engine that dies while nothing runs is told at once; the text stays', async () => {
  const { session, engine } = await ready();
  await session.edit('kept');
  engine.die(new ModelError('worker-lost', 'gone'));
  await engine.lost;
  expect(session.engine).toMatchObject({ state: 'failed', code: 'worker-lost' });
  expect(session.prompt).toBe('kept');
});

describe('an engine that becomes better', () => {
  function rising(): {
    session: Session;
    first: FakeEngine;
    second: FakeEngine;
    rise: (engine: FakeEngine) => void;
    fall: (error: Error) => void;
  } {
    const { promise, resolve, reject } = Promise.withResolvers<FakeEngine>();
    const [first, second] = [new FakeEngine(), new FakeEngine()];
    Object.assign(first, { better: promise });
    Object.assign(second, { info: { ...second.info, backend: 'webgpu' } });
    const { session } = open({ connect: () => Promise.resolve(first) });
    return { session, first, second, rise: resolve, fall: reject };
  }

  test('the text is read again on the better one', async () => {
    const { session, second, rise } = rising();
    await session.load();
    expect(session.info?.backend).toBe('wasm');
    rise(second);
    await expect.poll(() => second.reads.length).toBe(1);
    expect(session.info?.backend).toBe('webgpu');
  });

  test('what is being written is written to its end on the first', async () => {
    const { session, first, second, rise } = rising();
    await session.load();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    first.gate = promise;
    const writing = session.write(3);
    rise(second);
    await Promise.resolve();
    expect(session.info?.backend).toBe('wasm');
    resolve(null);
    await writing;
    expect(session.written).toHaveLength(3);
    expect(session.info?.backend).toBe('webgpu');
    expect(second.reads.at(-1)).toHaveLength(session.ids.length);
  });

  test('what kept it away is said, and the first goes on', async () => {
    const { session, fall } = rising();
    await session.load();
    fall(new ModelError('self-check-failed', 'wrong numbers'));
    await expect
      .poll(() => session.info?.rejected)
      .toEqual([{ backend: 'WebGPU', reason: 'wrong numbers' }]);
    expect(session.info?.backend).toBe('wasm');
  });
});
