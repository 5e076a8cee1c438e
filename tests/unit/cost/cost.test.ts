import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocatedBytes,
  cacheBytes,
  evenLength,
  fitPolynomial,
  runLaps,
  valueOf,
  workOf,
  workOfWriting,
} from '#lib/cost/index.ts';
import { RowCache } from '#lib/model/runtime/row-cache.ts';
import { publishedSizes } from '#lib/parameters/index.ts';
import { prompts, teachingEngine } from '../model/engine/teaching.ts';

const [small] = publishedSizes;

describe('workOf(dimensions, count, past)', () => {
  test('one token of GPT-2 small: its 84,934,656 weights of matrices, once each', () => {
    const { projections, mlp, attention, unembed } = workOf(small, 1);
    expect(projections + mlp).toBe(84_934_656);
    expect(attention).toBe(12 * 2 * 768);
    expect(unembed).toBe(768 * 50_257);
  });
  test('reading at once or one after another takes the same, but for the unembeddings', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (n, past) => {
        const parts = Array.from({ length: n }, (_, i) => workOf(small, 1, past + i));
        const whole = workOf(small, n, past);
        for (const part of ['projections', 'attention', 'mlp'] as const)
          expect(parts.reduce((sum, work) => sum + work[part], 0)).toBe(whole[part]);
      }),
    );
  });
  test('attention evens the rest at 6 D tokens', () => {
    expect(evenLength(small)).toBe(4608);
    const { attention, projections, mlp } = workOf(small, 1, 4607);
    expect(attention).toBe(projections + mlp);
  });
});

test('workOfWriting: the first step is the same, later ones are not', () => {
  const { cached, uncached } = workOfWriting(small, 10, 5);
  expect(cached[0]).toBe(uncached[0]);
  expect(uncached[4]).toBe(workOf(small, 14).total);
  expect(cached[4]).toBe(workOf(small, 1, 13).total);
});

describe('memory of the cache', () => {
  test('2 · L · T · D · 4 bytes: 75 MB for GPT-2 small at 1,024 tokens', () => {
    expect(cacheBytes(small, 1024)).toBe(75_497_472);
  });
  test.each([1, 63, 64, 65, 200, 256])('is what the engine holds for %i tokens', async (tokens) => {
    const { config } = (await teachingEngine()).info;
    const cache = new RowCache(config);
    cache.reserve(tokens);
    const held = [...cache.keys, ...cache.values].reduce((sum, part) => sum + part.byteLength, 0);
    expect(allocatedBytes(config, tokens, 'wasm')).toBe(held);
    expect(allocatedBytes(config, tokens, 'webgpu')).toBe(cacheBytes(config, config.n_positions));
  });
});

describe('fitPolynomial(points, degree)', () => {
  test('finds the polynomial that points lie on', () => {
    const coefficient = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(coefficient, coefficient, coefficient), (c) => {
        const points = [3, 17, 90, 200, 511].map((x) => [x, valueOf(c, x)] as const);
        const fit = fitPolynomial(points, 2);
        for (const [x, y] of points)
          expect(Math.abs(valueOf(fit?.coefficients ?? [], x) - y)).toBeLessThan(
            1e-8 * (1 + Math.max(...points.map(([, y]) => Math.abs(y)))),
          );
      }),
    );
  });
  test('the line through four points of Anscombe’s first set is y = 3 + 0.5 x', () => {
    // Anscombe 1973, "Graphs in statistical analysis", data set 1.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const fit = fitPolynomial(
      x.map((value, i) => [value, y[i] ?? NaN]),
      1,
    );
    expect(fit?.coefficients[0]).toBeCloseTo(3.0, 2);
    expect(fit?.coefficients[1]).toBeCloseTo(0.5, 3);
    expect(fit?.explained).toBeCloseTo(0.667, 2);
  });
  test('too few points give nothing', () => {
    expect(
      fitPolynomial(
        [
          [1, 2],
          [1, 3],
        ],
        1,
      ),
    ).toBeNull();
  });
});

test('both runners of the race write the same text', async () => {
  const engine = await teachingEngine();
  const [prompt] = prompts;
  const ids = prompt?.ids ?? [];
  const written = async (runner: 'cached' | 'uncached') =>
    (await runLaps(engine, ids, { runner, count: 12 }, () => undefined)).map(({ id }) => id);
  const cached = await written('cached');
  expect(cached).toEqual(prompt?.greedy.slice(ids.length, ids.length + 12));
  expect(await written('uncached')).toEqual(cached);
});
