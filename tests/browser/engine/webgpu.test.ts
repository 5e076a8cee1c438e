/** The engine on the page's own thread, so that what it asks of the GPU can be counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#lib/model/api.ts';
import { candidates } from '#lib/model/backends.ts';
import { check } from '#lib/model/check.ts';
import { load, type Candidate } from '#lib/model/load.ts';
import { openModelAt, type ModelFiles } from '#lib/model/model-files.ts';
import prompts from '../../fixtures/teaching/prompts.json';

/** Counts calls of GPU methods from now on. */
function countCalls(): Record<string, number> {
  const counts: Record<string, number> = {};
  const watch = (type: { prototype: object }, method: string): void => {
    const prototype = type.prototype as Record<string, (...args: unknown[]) => unknown>;
    const original = prototype[method];
    counts[method] = 0;
    prototype[method] = function (...args) {
      counts[method] = (counts[method] ?? 0) + 1;
      return original?.apply(this, args);
    };
  };
  watch(GPUComputePassEncoder, 'dispatchWorkgroups');
  watch(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect');
  watch(GPUDevice, 'createBuffer');
  watch(GPUDevice, 'createBindGroup');
  watch(GPUBuffer, 'mapAsync');
  return counts;
}

let files: ModelFiles;
/** The same model with one prompt to check, for tests of something else: shaders take seconds here. */
let brief: ModelFiles;
beforeAll(async () => {
  files = await openModelAt('teaching', '/models/teaching/');
  const { reference } = files;
  if (reference === null) throw new Error('no reference values');
  const prompts = reference.prompts.filter(({ ids }) => ids.length === 32);
  brief = { ...files, reference: { ...reference, prompts } };
});

/** The same runner, but its logits are off by `error` once it reads `from` tokens at once. */
function spoilt(candidate: Candidate | undefined, from: number, error: number): Candidate {
  if (candidate === undefined) throw new Error('no such candidate');
  return {
    label: `spoilt ${candidate.label}`,
    start: async (model) => {
      const runner = await candidate.start(model);
      if (runner === null) return null;
      const { backend, dtype, adapter, threads, runtime, graphCapture } = runner;
      let wrong = false;
      return {
        ...{ backend, dtype, adapter, threads, runtime, graphCapture },
        newCache: () => runner.newCache(),
        stack: (rows) => runner.stack(rows),
        newDecoder: (patterns) => runner.newDecoder(patterns),
        release: () => runner.release(),
        forward: (request) => {
          wrong = request.x.length >= from * model.config.n_embd;
          return runner.forward(request);
        },
        unembed: async (rows) => {
          const logits = await runner.unembed(rows);
          return wrong ? logits.map((value) => value + error) : logits;
        },
      };
    },
  };
}

describe('the self-check on the software adapter', () => {
  test('catches logits wrong from 32 tokens on, and nothing else', async () => {
    const candidate = spoilt(candidates('webgpu', 1)[1], 32, 0.02);
    const runner = await candidate.start(files);
    if (runner === null) throw new Error('no adapter');
    const result = await check(files, runner, await files.tables());
    await runner.release();
    expect(result.status).toBe('failed');
    expect(result.against).toBe('reference');
    expect(result.lines.map(({ tokens }) => tokens)).toContain(31);
    for (const line of result.lines) expect(line.passed, line.name).toBe(line.tokens < 32);
  });

  test('leaves a wrong backend for one that is right, and says why', async () => {
    const [, right] = candidates('webgpu', 1);
    if (right === undefined) throw new Error('no second candidate');
    const engine = await load(brief, [spoilt(right, 32, 0.02), right]);
    await engine.release();
    expect(engine.info.selfCheck.status).toBe('passed');
    expect(engine.info.rejected).toHaveLength(1);
    expect(engine.info.rejected[0]?.backend).toBe(`spoilt ${right.label}`);
    expect(engine.info.rejected[0]?.reason).toContain('wrong numbers');
  });

  test('attention written out passes too', async () => {
    const plain = candidates('webgpu', 1).slice(2);
    const engine = await load(files, plain);
    const prompt = prompts[1];
    const { ids } = await engine.generate(prompt?.ids ?? [], {
      strategy: 'greedy',
      maxNewTokens: 6,
    });
    await engine.release();
    expect(engine.info.selfCheck.status).toBe('passed');
    expect(ids).toEqual(prompt?.greedy.slice(0, ids.length));
  });
});

describe('a decoding step', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await load(brief, candidates('webgpu', 1).slice(1));
  });
  afterAll(() => engine.release());

  test.each([
    { patterns: false, perLayer: 12 },
    { patterns: true, perLayer: 16 },
  ])(
    'patterns: $patterns, is replayed: $perLayer dispatches a layer, no new buffer, one readback',
    async ({ patterns, perLayer }) => {
      const ids = prompts[0]?.ids ?? [];
      const options = { strategy: 'greedy', maxNewTokens: 8, patterns } as const;
      await engine.generate(ids, options); // compiled and recorded
      const counts = countCalls();
      const steps: Record<string, number>[] = [];
      await engine.generate(ids, options, () => steps.push({ ...counts }));
      const [before, after] = steps.slice(-2);
      const perStep = (method: string): number => (after?.[method] ?? 0) - (before?.[method] ?? 0);
      const { n_layer: L } = engine.info.config;
      const dispatches = perStep('dispatchWorkgroups') + perStep('dispatchWorkgroupsIndirect');
      expect(dispatches).toBe(perLayer * L + 2);
      // 12 layers, as GPT-2 has: at most 170 without patterns, 210 with them
      expect(perLayer * 12 + 2).toBeLessThanOrEqual(patterns ? 210 : 170);
      expect(perStep('createBuffer')).toBe(0);
      expect(perStep('createBindGroup')).toBe(0);
      expect(perStep('mapAsync')).toBe(1);
    },
  );

  test('its patterns are those of a run over the whole text', async () => {
    const ids = prompts[0]?.ids ?? [];
    const options = { strategy: 'greedy', maxNewTokens: 3, patterns: true } as const;
    const rows: Float32Array[] = [];
    const written = await engine.generate(ids, options, ({ patterns }) => {
      if (patterns !== null) rows.push(patterns);
    });
    expect(rows).toHaveLength(3);
    const { n_layer: L, n_head: H } = engine.info.config;
    for (const [step, row] of rows.entries()) {
      const T = ids.length + step;
      const names = Array.from({ length: L }, (_, i) => `blocks.${String(i)}.attn.hook_pattern`);
      const { captured } = await engine.run(written.ids.slice(0, T), { capture: names });
      for (const [layer, name] of names.entries())
        for (let h = 0; h < H; h++)
          for (let key = 0; key < T; key++)
            expect(row[(layer * H + h) * T + key]).toBeCloseTo(
              captured[name]?.data[(h * T + T - 1) * T + key] ?? NaN,
              4,
            );
    }
  });

  test('cached decoding equals recomputing', async () => {
    const steps: Float32Array[] = [];
    const ids = prompts[3]?.ids ?? [];
    const options = { strategy: 'greedy', maxNewTokens: 6 } as const;
    const written = await engine.generate(ids, options, ({ logits }) => steps.push(logits));
    for (const [i, logits] of steps.entries()) {
      const whole = await engine.run(written.ids.slice(0, ids.length + i));
      const worst = whole.logits.data.reduce(
        (most, value, id) => Math.max(most, Math.abs(value - (logits[id] ?? NaN))),
        0,
      );
      expect(worst).toBeLessThan(1e-4);
    }
  });

  test('memory does not grow: 12 runs leave as many bytes as 2', async () => {
    let live = 0;
    const sizes = new WeakMap<GPUBuffer, number>();
    const { createBuffer } = GPUDevice.prototype;
    const { destroy } = GPUBuffer.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor): GPUBuffer {
      const buffer = createBuffer.call(this, descriptor);
      sizes.set(buffer, descriptor.size);
      live += descriptor.size;
      return buffer;
    };
    GPUBuffer.prototype.destroy = function (): undefined {
      live -= sizes.get(this) ?? 0;
      sizes.delete(this);
      return destroy.call(this);
    };
    const ids = prompts[0]?.ids ?? [];
    const after: number[] = [];
    for (let i = 0; i < 12; i++) {
      await engine.run(ids, { capture: 'all' });
      after.push(live);
    }
    GPUDevice.prototype.createBuffer = createBuffer;
    GPUBuffer.prototype.destroy = destroy;
    expect(after[11]).toBe(after[1]);
  });
});
