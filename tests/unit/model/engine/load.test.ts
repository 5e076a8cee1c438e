/** The ladder of backends, with real runners whose numbers are bent on purpose. */
import * as ort from 'onnxruntime-web';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '#lib/model/config.ts';
import { ModelError } from '#lib/model/errors.ts';
import type { CheckLine, SelfCheck } from '#lib/model/api.ts';
import { check, follow } from '#lib/model/check.ts';
import { load, type Candidate } from '#lib/model/load.ts';
import { modelFrom, type ModelFiles } from '#lib/model/model-files.ts';
import type { Runner } from '#lib/model/runtime/runner.ts';
import { wasmRunner } from '#lib/model/runtime/wasm.ts';
import { parseReference } from '#lib/model/self-check.ts';
import { sourceFromBytes } from '#lib/model/weights/index.ts';

const MODEL = 'public/models/teaching/';
const json = (name: string): unknown => JSON.parse(readFileSync(MODEL + name, 'utf8'));

let files: ModelFiles;
beforeAll(async () => {
  const source = await sourceFromBytes(new Uint8Array(readFileSync(`${MODEL}model.safetensors`)));
  const reference = parseReference(json('self-check.json'));
  files = await modelFrom('teaching', parseConfig(json('config.json')), source, reference);
});

const start = ({ config, readWeight, head }: ModelFiles): Promise<Runner> =>
  wasmRunner(ort, config, readWeight, { head, threads: 1 });

const right: Candidate = { label: 'right', start };

/** The real runner, but its logits are off from some number of tokens on. */
function bent(by: number, from: number, released: string[]): Candidate {
  return {
    label: 'bent',
    start: async (model) => {
      const runner = await start(model);
      let tokens = 0;
      return {
        backend: runner.backend,
        dtype: runner.dtype,
        adapter: runner.adapter,
        threads: runner.threads,
        runtime: runner.runtime,
        graphCapture: runner.graphCapture,
        newCache: () => runner.newCache(),
        stack: (rows) => runner.stack(rows),
        newDecoder: () => null,
        forward: (request) => {
          tokens = request.cache.length + request.x.length / model.config.n_embd;
          return runner.forward(request);
        },
        unembed: async (rows) => {
          const logits = await runner.unembed(rows);
          return tokens < from ? logits : logits.map((z) => z + by);
        },
        release: () => {
          released.push('bent');
          return runner.release();
        },
      };
    },
  };
}

describe('load(files, candidates)', () => {
  test('keeps the first whose numbers are right, and says why others were left', async () => {
    const released: string[] = [];
    const absent: Candidate = { label: 'absent', start: () => Promise.resolve(null) };
    const broken: Candidate = {
      label: 'broken',
      start: () => Promise.reject(new Error('no shader')),
    };
    const stages: string[] = [];
    const engine = await load(
      files,
      [absent, broken, bent(0.01, 32, released), right],
      (stage, label) => stages.push(`${stage} ${label}`),
    );
    expect(engine.info.selfCheck).toMatchObject({ status: 'passed', against: 'reference' });
    expect(engine.info.rejected.map(({ backend }) => backend)).toEqual([
      'absent',
      'broken',
      'bent',
    ]);
    expect(engine.info.rejected[0]?.reason).toBe('not available here');
    expect(engine.info.rejected[1]?.reason).toBe('no shader');
    expect(engine.info.rejected[2]?.reason).toMatch(
      /wrong numbers \(32 tokens: logits off by 0.010/,
    );
    expect(released).toEqual(['bent']);
    expect(stages).toEqual([
      'starting absent',
      'starting broken',
      'starting bent',
      'checking bent',
      'starting right',
      'checking right',
    ]);
    await engine.release();
  });

  test('with nothing right left, the error says that the numbers were wrong', async () => {
    await expect(load(files, [bent(1, 1, [])])).rejects.toMatchObject({
      code: 'self-check-failed',
    });
    const lost: Candidate = {
      label: 'lost',
      start: () => Promise.reject(new ModelError('out-of-memory', 'full')),
    };
    await expect(load(files, [lost])).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  test('a fault below the tolerance passes, one above it fails', async () => {
    const tables = await files.tables();
    for (const [by, status] of [
      [0.0005, 'passed'],
      [0.002, 'failed'],
    ] as const) {
      const runner = await bent(by, 1, []).start(files);
      if (runner === null) throw new Error('no runner');
      const result = await check(files, runner, tables);
      expect(result.status).toBe(status);
      expect(result.lines).toHaveLength(5);
      await runner.release();
    }
  });

  test('a model without reference values is checked against itself, and called not run', async () => {
    const engine = await load({ ...files, reference: null }, [right]);
    expect(engine.info.selfCheck).toMatchObject({ status: 'not run', against: 'itself' });
    expect(engine.info.selfCheck.lines.map(({ tokens }) => tokens)).toEqual([1, 12]);
    await engine.release();
  });
});

describe('a self-check that is begun before and ended behind', () => {
  test('begins with the prompt that is read on with the cache, and has all of them at the end', async () => {
    const engine = await load(files, [right], undefined, 'first');
    const { lines, following } = engine.info.selfCheck;
    expect(lines.map(({ name }) => name)).toEqual(['40 tokens and 5 more']);
    expect(following).toBe(4);
    const run = engine.run([1, 2, 3]);
    const whole = await follow(files, engine);
    const { lines: all } = await loadedWhole();
    expect(whole.following).toBeUndefined();
    expect(whole.status).toBe('passed');
    expect(whole.lines.toSorted(byName)).toEqual([...all].toSorted(byName));
    expect((await run).logits.shape).toEqual([1, files.config.vocab_size]);
    await engine.release();
  });

  test('a fault that only a longer prompt shows is found behind', async () => {
    const engine = await load(files, [bent(0.01, 100, [])], undefined, 'first');
    expect(engine.info.selfCheck.status).toBe('passed');
    const whole = await follow(files, engine);
    expect(whole.status).toBe('failed');
    expect(whole.lines.at(-1)).toMatchObject({ name: '128 tokens', passed: false });
    await engine.release();
  });

  test('a GPU is checked whole before it is used', async () => {
    const gpu: Candidate = {
      label: 'GPU',
      start: async (model) => {
        const runner = await start(model);
        return Object.assign(runner, { backend: 'webgpu' as const });
      },
    };
    const engine = await load(files, [gpu], undefined, 'first');
    expect(engine.info.selfCheck.lines).toHaveLength(5);
    expect(engine.info.selfCheck.following).toBeUndefined();
    await engine.release();
  });

  async function loadedWhole(): Promise<SelfCheck> {
    const engine = await load(files, [right]);
    await engine.release();
    return engine.info.selfCheck;
  }
  const byName = (a: CheckLine, b: CheckLine): number => a.name.localeCompare(b.name);
});

test('a browser without any of the ways asked for is told so', async () => {
  const absent: Candidate = { label: 'absent', start: () => Promise.resolve(null) };
  await expect(load(files, [absent, absent])).rejects.toMatchObject({ code: 'no-backend' });
});
