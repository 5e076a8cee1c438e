import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entropy, mass, nextToken } from '#lib/state/distribution.ts';
import { captureNames, CAPTURE_LIMIT, stagesOf, stageValues } from '#lib/state/stages.ts';
import { config } from './fake-engine.ts';

describe('entropy(probabilities)', () => {
  test('is log₂ n for n equal chances and 0 for certainty', () => {
    expect(entropy(new Float32Array(8).fill(1 / 8))).toBeCloseTo(3, 6);
    expect(entropy(Float32Array.of(0, 1, 0))).toBe(0);
  });
});

describe('nextToken(logits, sampling)', () => {
  const logits = Float32Array.from({ length: 100 }, (_, i) => (i % 10) / 2);

  test('the bars are the model’s own probabilities whatever the settings are', () => {
    const plain = nextToken(logits, { strategy: 'sample' });
    const hot = nextToken(logits, { strategy: 'sample', temperature: 3, topK: 5, topP: 0.5 });
    expect(hot.top.map(({ p }) => p)).toEqual(plain.top.map(({ p }) => p));
    expect(plain.top.every(({ q }) => q === undefined)).toBe(true);
    expect(plain.kept).toBeNull();
  });

  test('q is what the draw uses: top-k of 5 leaves five, greedy leaves one', () => {
    const five = nextToken(logits, { strategy: 'sample', topK: 5 });
    expect(five.kept).toBe(5);
    expect(five.top.filter(({ q }) => (q ?? 0) > 0)).toHaveLength(5);
    expect(five.top.reduce((sum, { q }) => sum + (q ?? 0), 0)).toBeCloseTo(1, 6);
    const one = nextToken(logits, { strategy: 'greedy' });
    expect(one.kept).toBe(1);
    expect(one.top[0]?.q).toBe(1);
  });

  test('the top 20 never hold more than everything, and come best first', () => {
    const any = fc.float32Array({ minLength: 1, maxLength: 300, min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(any, (list) => {
        const { top } = nextToken(list, { strategy: 'sample' });
        expect(top).toHaveLength(Math.min(20, list.length));
        expect(mass(top)).toBeLessThan(1 + 1e-5);
        expect(top.every(({ p }, i) => p <= (top[i - 1]?.p ?? 1))).toBe(true);
      }),
    );
  });
});

describe('stagesOf(config)', () => {
  test('is three stations, six a block, two at the end', () => {
    expect(stagesOf({ n_layer: 2 }).map(({ name }) => name)).toEqual([
      ...['hook_embed', 'hook_pos_embed', 'blocks.0.hook_resid_pre'],
      ...['blocks.0.ln1.hook_normalized', 'blocks.0.hook_attn_out', 'blocks.0.hook_resid_mid'],
      ...['blocks.0.ln2.hook_normalized', 'blocks.0.hook_mlp_out', 'blocks.0.hook_resid_post'],
      ...['blocks.1.ln1.hook_normalized', 'blocks.1.hook_attn_out', 'blocks.1.hook_resid_mid'],
      ...['blocks.1.ln2.hook_normalized', 'blocks.1.hook_mlp_out', 'blocks.1.hook_resid_post'],
      ...['ln_final.hook_normalized', 'logits'],
    ]);
  });
});

test('stageValues(run) gives lengths and first numbers of every vector', () => {
  const captured = { hook_embed: { shape: [2, 2], data: Float32Array.of(3, 4, 0, 2) } };
  const logits = { shape: [1, 2], data: Float32Array.of(1, 0) };
  expect(stageValues({ ids: [1, 2], captured, logits, ms: 0 })).toEqual({
    hook_embed: {
      norms: [5, 2],
      first: [
        [3, 4],
        [0, 2],
      ],
    },
    logits: { norms: [1], first: [[1, 0]] },
  });
});

describe('captureNames(config, T, layer)', () => {
  test('brings everything back for a small model', () => {
    const names = captureNames(config, 8, 0);
    expect(names).toContain('blocks.0.attn.hook_pattern');
    expect(names).toHaveLength(stagesOf(config).length);
  });

  test('keeps to the limit for GPT-2 at full length: one layer’s patterns', () => {
    const gpt2 = { ...config, n_layer: 12, n_head: 12, n_embd: 768, n_positions: 1024 };
    const names = captureNames(gpt2, 1024, 7);
    expect(names.filter((name) => name.endsWith('pattern'))).toEqual([
      'blocks.7.attn.hook_pattern',
    ]);
    const floats = names.length * 1024 * 768 + 12 * 1024 * 1024;
    expect(floats).toBeLessThan(CAPTURE_LIMIT);
  });
});
