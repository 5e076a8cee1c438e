import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Tensor } from '#lib/model/api.ts';
import { connect } from '#lib/model/client.ts';
import { activationNames } from '#lib/model/names.ts';
import { sourceFromUrl, decode } from '#lib/model/weights/index.ts';
import prompts from '../../fixtures/teaching/prompts.json';
import { largestError } from '../../model/largest-error.ts';

/** The stored PyTorch values of a prompt. */
async function reference(file: string): Promise<Map<string, Tensor>> {
  const url = new URL(`../../fixtures/teaching/${file}`, import.meta.url);
  const source = await sourceFromUrl(url.href);
  const tensors = source.names().map(async (name): Promise<[string, Tensor]> => {
    const { shape, dtype } = source.info(name);
    return [name, { shape, data: decode(await source.read(name), dtype) }];
  });
  return new Map(await Promise.all(tensors));
}

describe.each([
  { backend: 'wasm', tolerance: 1e-3 },
  { backend: 'webgpu', tolerance: 1e-2 },
] as const)('the engine on $backend, in a worker', ({ backend, tolerance }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connect({ name: 'teaching', base: '/models/teaching/', backend });
  });
  afterAll(() => engine.release());

  test('its self-check against the reference passes', () => {
    expect(engine.info).toMatchObject({ backend, selfCheck: { status: 'passed' } });
  });

  test('all prompts of its self-check pass, on WASM behind the first answer', async () => {
    await engine.run([1, 2, 3]);
    const whole = (await engine.checked) ?? engine.info.selfCheck;
    expect(whole.lines.map(({ tokens }) => tokens).toSorted((a, b) => a - b)).toEqual([
      1, 31, 32, 45, 128,
    ]);
    expect(whole).toMatchObject({ status: 'passed', against: 'reference' });
    expect(engine.checked === undefined).toBe(backend === 'webgpu');
  });

  test.each(prompts)('all activations of "$text" within the tolerance', async (prompt) => {
    const run = await engine.run(prompt.ids, { capture: 'all', logits: 'all' });
    const expected = await reference(prompt.file);
    for (const name of [...activationNames(engine.info.config), 'logits']) {
      const stored = expected.get(name);
      if (stored === undefined) throw new Error(`the fixture has no ${name}`);
      const actual = name === 'logits' ? run.logits : run.captured[name];
      expect(largestError(actual, stored), name).toBeLessThan(tolerance);
    }
  });

  test.each(prompts)('greedy writing after "$text" gives PyTorch’s tokens', async (prompt) => {
    const { ids } = await engine.generate(prompt.ids, { strategy: 'greedy', maxNewTokens: 20 });
    expect(ids).toEqual(prompt.greedy);
  });

  test('writing stops soon after it is told to, in the middle of the text', async () => {
    const stop = new AbortController();
    const { newIds, stopped } = await engine.generate(
      prompts[0]?.ids ?? [],
      { strategy: 'greedy', maxNewTokens: 200, stopAtEnd: false },
      () => {
        stop.abort();
      },
      stop.signal,
    );
    expect(stopped).toBe('aborted');
    expect(newIds.length).toBeGreaterThan(0);
    expect(newIds.length).toBeLessThan(100);
  });
});
