/** Ledger, neurons and pre-activations against plain loops; norms and stacks against their formulas. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addedToLogit,
  backNorm,
  batchNorm,
  histogram,
  layerNorm,
  moments,
  normalise,
  promotedBy,
  readLedger,
  readPreActivations,
  stackDepths,
  strongestNeurons,
} from '#lib/block/index.ts';
import { openInNode } from '#lib/model/node.ts';
import { forward } from '#lib/reference/index.ts';
import { makeVariant, someIds } from '../../model/variants.ts';

const { config, weights, files } = await makeVariant({});
const { n_embd: D, n_inner: N, n_layer: L, vocab_size: V } = config;
const engine = await openInNode(files);
const ids = someIds(config, 8);
const { cache } = forward(config, weights, ids);
const row = (name: string, t: number, width: number): number[] => [
  ...(cache[name]?.data.slice(t * width, (t + 1) * width) ?? []),
];
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0);

describe('readLedger(engine, ids)', () => {
  test('shares add up to 1, and the last entry leaves the final vector', async () => {
    const { writers, entries } = await readLedger(engine, ids);
    expect(writers).toHaveLength(2 + 2 * L);
    for (const t of ids.keys()) {
      expect(entries.reduce((sum, at) => sum + (at[t]?.share ?? NaN), 0)).toBeCloseTo(1, 4);
      expect(entries.at(-1)?.[t]?.afterCosine).toBeCloseTo(1, 5);
    }
  });
  test('norms and cosines are those of the plain loops', async () => {
    const { writers, entries } = await readLedger(engine, ids);
    for (const [i, { name }] of writers.entries()) {
      const written = row(name, 5, D);
      const final = row(`blocks.${L - 1}.hook_resid_post`, 5, D);
      expect(entries[i]?.[5]?.norm).toBeCloseTo(Math.hypot(...written), 3);
      const cosine = dot(written, final) / Math.hypot(...written) / Math.hypot(...final);
      expect(entries[i]?.[5]?.cosine).toBeCloseTo(cosine, 4);
      if (name.endsWith('mlp_out')) {
        const stream = row(name.replace('mlp_out', 'resid_post'), 5, D);
        expect(entries[i]?.[5]?.after).toBeCloseTo(Math.hypot(...stream), 3);
      }
    }
  });
});

describe('neurons', () => {
  test('strongestNeurons: largest |activation| · ‖row of W_out‖ first', async () => {
    const out = weights['h.1.mlp.c_proj.weight'] ?? new Float32Array();
    const lengths = Array.from({ length: N }, (_, n) =>
      Math.hypot(...out.slice(n * D, (n + 1) * D)),
    );
    const written = row('blocks.1.mlp.hook_post', 6, N).map((x, n) =>
      Math.abs(x * (lengths[n] ?? 0)),
    );
    const order = written.map((_, n) => n).sort((a, b) => (written[b] ?? 0) - (written[a] ?? 0));
    const found = await strongestNeurons(engine, ids, { layer: 1, pos: 6, count: 5 });
    expect(found.map(({ index }) => index)).toEqual(order.slice(0, 5));
    const [first] = found;
    expect(first?.activations[3]).toBeCloseTo(
      row('blocks.1.mlp.hook_post', 3, N)[order[0] ?? 0] ?? NaN,
      4,
    );
    expect(first?.length).toBeCloseTo(lengths[order[0] ?? 0] ?? NaN, 3);
  });
  test('promotedBy: row · (g ⊙ token), above the mean, up to one factor', async () => {
    const out = [...(weights['h.0.mlp.c_proj.weight']?.slice(3 * D, 4 * D) ?? [])];
    const g = [...(weights['ln_f.weight'] ?? [])];
    const wte = weights['wte'] ?? new Float32Array();
    const mean = moments(out).mean;
    const read = out.map((x, i) => (x - mean) * (g[i] ?? NaN));
    const scores = Array.from({ length: V }, (_, v) =>
      dot(read, [...wte.slice(v * D, (v + 1) * D)]),
    );
    const middle = moments(scores).mean;
    const order = scores.map((_, v) => v).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const [, found] = await promotedBy(engine, 0, [9, 3], 4);
    const { up = [], down = [] } = found ?? {};
    expect(up.map(({ id }) => id)).toEqual(order.slice(0, 4));
    expect(down.map(({ id }) => id)).toEqual(order.slice(-4).reverse());
    const ratio =
      ((scores[order[0] ?? 0] ?? NaN) - middle) / ((scores[order.at(-1) ?? 0] ?? NaN) - middle);
    expect((up[0]?.score ?? NaN) / (down[0]?.score ?? NaN)).toBeCloseTo(ratio, 3);
  });
  test('addedToLogit: all neurons and the bias make what the MLP adds', async () => {
    const [layer, pos, target] = [1, 6, 42];
    const every = await strongestNeurons(engine, ids, { layer, pos, count: N });
    const added = await addedToLogit(engine, ids, every, { pos, target });
    const final = row(`blocks.${L - 1}.hook_resid_post`, pos, D);
    const σ = Math.sqrt(moments(final).variance + config.layer_norm_epsilon);
    const bias = weights['h.1.mlp.c_proj.bias'] ?? [];
    const made = row('blocks.1.hook_mlp_out', pos, D).map((x, i) => x - (bias[i] ?? NaN));
    const { mean } = moments(made);
    const read = made.map((x, i) => ((x - mean) / σ) * (weights['ln_f.weight']?.[i] ?? NaN));
    const wte = weights['wte'] ?? new Float32Array();
    const scores = Array.from({ length: V }, (_, v) =>
      dot(read, [...wte.slice(v * D, (v + 1) * D)]),
    );
    const whole = (scores[target] ?? NaN) - moments(scores).mean;
    expect(added.reduce((a, b) => a + b, 0)).toBeCloseTo(whole, 3);
  });
});

test('readPreActivations: as many numbers as neurons and tokens, and the same part below zero', async () => {
  const found = await readPreActivations(engine, ids);
  expect(found).toHaveLength(L);
  for (const [i, layer] of found.entries()) {
    const all = cache[`blocks.${i}.mlp.hook_pre`]?.data ?? new Float32Array();
    expect(layer.histogram.counts.reduce((a, b) => a + b, 0)).toBe(N * ids.length);
    expect(layer.negative).toBeCloseTo(all.filter((x) => x < 0).length / all.length, 3);
    expect(layer.mean).toBeCloseTo(moments([...all]).mean, 4);
    expect(layer.deviation).toBeCloseTo(Math.sqrt(moments([...all]).variance), 3);
  }
});

test('histogram: what lies outside is in the end bins', () => {
  const { counts } = histogram([-100, 0.1, 0.9, 1, 100], { from: 0, width: 0.5, count: 3 });
  expect(counts).toEqual([2, 1, 2]);
});

describe('norms', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const token = fc.array(number, { minLength: 3, maxLength: 3 });
  const batch = fc.array(fc.array(token, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  });
  test('layer norm of a token does not depend on the batch', () => {
    fc.assert(
      fc.property(batch, token, (others, own) => {
        expect(layerNorm([[own], ...others])[0]?.[0]).toEqual(normalise(own));
      }),
    );
  });
  test('batch norm: each feature has mean 0 over the batch, and depends on it', () => {
    fc.assert(
      fc.property(batch, (sentences) => {
        const columns = batchNorm(sentences, false).flat();
        for (const f of [0, 1, 2])
          expect(moments(columns.map((at) => at[f] ?? NaN)).mean).toBeCloseTo(0, 6);
      }),
    );
  });
  test('a batch of one token becomes nothing but zeros', () => {
    expect(batchNorm([[[3, -1, 7]]], false)).toEqual([[[0, 0, 0]]]);
  });
  test('padding counts as zeros', () => {
    const padded = batchNorm([[[1], [1]], [[1]]], true);
    // 1, 1, 1, 0: mean ¾, variance 3/16.
    expect(padded[0]?.[0]?.[0]).toBeCloseTo(0.25 / Math.sqrt(3 / 16 + 1e-5), 6);
  });
});

describe('stackDepths', () => {
  const { pre, post } = stackDepths({ most: 32, d: 64, draws: 6 });
  test('the embedding’s share: 1 / √(L + 1) before the norm, 2^(−L/2) after it', () => {
    for (const depth of [1, 4, 16, 32]) {
      expect((pre[depth - 1]?.kept ?? NaN) * Math.sqrt(depth + 1)).toBeCloseTo(1, 0.7);
      expect((post[depth - 1]?.kept ?? NaN) ** (1 / depth)).toBeCloseTo(Math.SQRT1_2, 1);
    }
  });
  test('the gradient at the last weights: about 1 / √L smaller with pre-norm', () => {
    const ratio = (post[31]?.gradient ?? NaN) / (pre[31]?.gradient ?? NaN);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5.5); // √33 / √2 = 4.06
    expect((post[31]?.gradient ?? NaN) / (post[0]?.gradient ?? NaN)).toBeCloseTo(1, 0.6);
  });
  test('backNorm is the derivative of out · LN(x)', () => {
    const [x, out] = [
      [0.3, -1.2, 2, 0.7],
      [1, 0.5, -0.25, 2],
    ];
    const loss = (at: readonly number[]) => dot(normalise(at), out);
    const h = 1e-6;
    for (const [i, slope] of backNorm(x, out).entries()) {
      const moved = (by: number) => loss(x.map((value, j) => (j === i ? value + by : value)));
      expect(slope).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 5);
    }
  });
});
