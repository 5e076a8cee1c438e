import { beforeAll, describe, expect, test } from 'vitest';
import {
  drawSlopes,
  HEAD_COUNTS,
  layerCaptures,
  layerFromRun,
  layerFromStored,
  openNumber,
  patternAt,
  readable,
  concatAt,
  scaleOf,
  softmax64,
  STEPS,
  stepResult,
  summarize,
  type LayerNumbers,
  type StoredLayer,
  type Wish,
} from '#lib/attention/index.ts';
import raw from '#lib/embedded/attention.json' with { type: 'json' };
import type { Gpt2Config } from '#lib/model/config.ts';
import { forward, type Activations, type Weights } from '#lib/reference/index.ts';
import { forceText, readForced } from '#lib/state/forced.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';
import { openTeaching } from '../../../tools/model/teaching.ts';

const stored: StoredLayer = raw.layer;
const { head, query, key } = stored.chosen;
let config: Gpt2Config;
let weights: Weights;
let cache: Activations;
/** The same layer from the plain loops. */
let truth: LayerNumbers;

beforeAll(async () => {
  const checkpoint = await openModelDirectory('public/models/teaching');
  config = checkpoint.config;
  weights = await readWeights(checkpoint);
  await checkpoint.close();
  ({ cache } = forward(config, weights, stored.ids));
  const at = (name: string): Float32Array => weights[`h.${stored.layer}.${name}`] ?? fail(name);
  truth = layerFromRun(config, stored.layer, stored.tokens, cache, {
    ...{ gain: at('ln_1.weight'), bias: at('ln_1.bias') },
    ...{ qkv: at('attn.c_attn.weight'), qkvBias: at('attn.c_attn.bias') },
    ...{ out: at('attn.c_proj.weight'), outBias: at('attn.c_proj.bias') },
  });
}, 60_000);

const fail = (name: string): never => {
  throw new Error(`no ${name}`);
};
const activation = (name: string): Float32Array =>
  cache[`blocks.${stored.layer}.${name}`]?.data ?? fail(name);
const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (x, i) => Math.abs(x - (b[i] ?? NaN))).reduce((x, y) => Math.max(x, y), 0);
};

describe('attention.json is what the teaching model gives (else: npm run stored-attention)', () => {
  test('the layer is that of the plain loops', () => {
    const of = layerFromStored(stored);
    expect([of.layers, of.heads, of.width]).toEqual([config.n_layer, config.n_head, config.n_embd]);
    expect(of.scale).toBe(scaleOf(config, stored.layer));
    for (const part of ['normalized', 'gain', 'bias', 'q', 'k', 'v'] as const)
      expect(farthest(of[part], truth[part])).toBeLessThan(2e-4);
    expect(farthest(of.out(query) ?? [], truth.out(query) ?? [])).toBeLessThan(2e-4);
    expect(of.out(query - 1)).toBeNull();
    for (const matrix of ['q', 'k', 'v', 'o'] as const) {
      const { j } = stored.columns[matrix];
      const [kept, there] = [of.column(matrix, head, j), truth.column(matrix, head, j)];
      expect(farthest(kept?.weights ?? [], there?.weights ?? [])).toBe(0);
      expect(kept?.bias).toBe(there?.bias);
      expect(of.column(matrix, head, j + 1)).toBeNull();
    }
  });

  test('its head looks from the last token at another than itself and the first', () => {
    expect(query).toBe(stored.tokens.length - 1);
    expect(key).toBeGreaterThan(0);
    expect(key).toBeLessThan(query);
    const seen = patternAt(truth, head, query).slice(1, query);
    expect(seen[key - 1]).toBe(Math.max(...seen));
  });

  test('the softmax experiment', { timeout: 60_000 }, async () => {
    const { seed, keys, draws, widths } = raw.slopes;
    const few = summarize(await drawSlopes({ seed, keys, draws }));
    for (const [i, { d, plain, scaled }] of few.entries()) {
      const then = widths[i];
      expect(then?.d).toBe(d);
      for (const which of ['plain', 'scaled'] as const) {
        const now = { plain, scaled }[which];
        expect(now.bins).toEqual(then?.[which].bins);
        for (const [p, value] of now.quantiles.entries())
          expect(value / (then?.[which].quantiles[p] ?? NaN)).toBeCloseTo(1, 2);
      }
    }
  });
});

test('the toy with many heads', () => {
  const { wishes, seed, shares } = raw.heads;
  for (const [i, h] of HEAD_COUNTS.entries())
    for (const [w, share] of readable(wishes as Wish[], h, seed).entries())
      expect(share).toBeCloseTo(shares[i]?.[w] ?? NaN, 2);
});

test('teacher forcing: places at once as in the plain loops', { timeout: 60_000 }, async () => {
  const { engine, tokenizer } = await openTeaching();
  const { ids } = readForced(tokenizer, raw.forcing.text, config.n_positions);
  expect(stored.ids).toEqual(readForced(tokenizer, stored.text, config.n_positions).ids);
  expect(stored.tokens).toEqual(stored.ids.map((id) => tokenizer.tokenText(id)));
  const { places } = await forceText(engine, ids);
  await engine.release();
  expect(raw.forcing.tokens).toEqual(ids.map((id) => tokenizer.tokenText(id)));
  const { logits } = forward(config, weights, ids);
  for (const [t, { together, alone, apart }] of raw.forcing.places.entries()) {
    const row = logits[t] ?? new Float64Array();
    const truth = Math.log(softmax64(row)[ids[t + 1] ?? -1] ?? NaN);
    expect(together).toBeCloseTo(truth, 3);
    expect(alone).toBeCloseTo(truth, 3);
    expect(apart).toBeLessThan(1e-3);
    expect(places[t]?.apart).toBeLessThan(1e-3);
  }
  expect(places).toHaveLength(raw.forcing.places.length);
});

describe('every step is what the plain loops computed', () => {
  test('pattern, z and their concatenation, for all heads and tokens', () => {
    const T = stored.tokens.length;
    for (let h = 0; h < config.n_head; h++)
      for (let t = 0; t < T; t++) {
        const row = activation('attn.hook_pattern').subarray((h * T + t) * T, (h * T + t + 1) * T);
        expect(farthest(patternAt(truth, h, t), row)).toBeLessThan(1e-5);
      }
    for (let t = 0; t < T; t++) {
      const z = activation('attn.hook_z').subarray(t * config.n_embd, (t + 1) * config.n_embd);
      expect(farthest(concatAt(truth, t), z)).toBeLessThan(1e-4);
    }
  });

  test('each number opens to products that add up to it', () => {
    const opened = STEPS.map((step) => {
      const { values } = stepResult(truth, step, { head: 2, query: 3, key: 1 });
      const sums = Array.from(values, (_, i) =>
        openNumber(truth, step, { head: 2, query: 3, key: 1 }, i),
      );
      if (sums.every((sum) => sum === null)) return null;
      for (const [i, sum] of sums.entries()) {
        const terms = Array.from(sum?.left ?? [], (x, at) => x * (sum?.right[at] ?? NaN));
        const total = terms.reduce((a, b) => a + b, 0) + (sum?.plus ?? 0);
        expect(sum?.sum).toBeCloseTo(total, 12);
        expect(total).toBeCloseTo(values[i] ?? NaN, 3);
        if (sum?.model !== null) expect(sum?.model).toBeCloseTo(total, 3);
      }
      return step;
    });
    expect(opened.filter((step) => step !== null)).toEqual([
      'x',
      'q',
      'k',
      'v',
      'product',
      'scale',
      'mix',
      'out',
    ]);
  });

  test('the mask hides what comes after, and nothing else', () => {
    const { values } = stepResult(truth, 'mask', { head: 0, query: 2, key: 0 });
    const scaled = stepResult(truth, 'scale', { head: 0, query: 2, key: 0 }).values;
    expect(Array.from(values)).toEqual([
      ...Array.from(scaled).slice(0, 3),
      ...Array<number>(stored.tokens.length - 3).fill(-Infinity),
    ]);
  });

  test('what is captured is what a run is asked for', () => {
    expect(Object.keys(cache)).toEqual(expect.arrayContaining(layerCaptures(stored.layer)));
  });
});
