import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Gpt2Config } from '#lib/model/config.ts';
import { decode, sourceFromBytes } from '#lib/model/weights/index.ts';
import { forward, type Activations, type Forward, type Weights } from '#lib/reference/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';

interface Prompt {
  readonly text: string;
  readonly ids: readonly number[];
  readonly file: string;
  readonly greedy: readonly number[];
  readonly greedy_logprobs: readonly number[];
  readonly last_logits_with_head_1_2_zeroed_first_8: readonly number[];
}

// Computed by an independent PyTorch implementation in float64 from the same F16 weights.
const folder = 'tests/fixtures/teaching';
const prompts = JSON.parse(readFileSync(`${folder}/prompts.json`, 'utf8')) as readonly Prompt[];

let config: Gpt2Config;
let weights: Weights;

beforeAll(async () => {
  const checkpoint = await openModelDirectory('public/models/teaching');
  config = checkpoint.config;
  weights = await readWeights(checkpoint);
  await checkpoint.close();
});

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (x, i) => Math.abs(x - (b[i] ?? NaN))).reduce((x, y) => Math.max(x, y), 0);
};
const last = ({ logits }: Forward): Float64Array => logits.at(-1) ?? new Float64Array();

describe.each(prompts)('forward(config, weights, ids) of "$text"', (prompt) => {
  test('gives every activation and all logits of PyTorch', async () => {
    const source = await sourceFromBytes(readFileSync(`${folder}/${prompt.file}`));
    const { logits, cache } = forward(config, weights, prompt.ids);
    const names = source.names().filter((name) => name !== 'logits');
    expect(Object.keys(cache).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      const expected = decode(await source.read(name), 'F32');
      expect(cache[name]?.shape, name).toEqual(source.info(name).shape);
      const error = difference(cache[name]?.data ?? [], expected);
      expect(error, name).toBeLessThan(1e-6);
    }
    const expected = decode(await source.read('logits'), 'F32');
    const error = difference(Float32Array.from(logits.flatMap((row) => [...row])), expected);
    expect(error).toBeLessThan(1e-6);
  });

  test('finds each of the 20 greedy tokens the likeliest, with its log-probability', () => {
    const T = prompt.ids.length;
    const { logits } = forward(config, weights, prompt.greedy.slice(0, -1));
    prompt.greedy.slice(T).forEach((id, k) => {
      const row = logits[T - 1 + k] ?? new Float64Array();
      const max = Math.max(...row);
      expect(row.indexOf(max)).toBe(id);
      const total = row.reduce((sum, z) => sum + Math.exp(z - max), 0);
      const error = Math.abs(-Math.log(total) - (prompt.greedy_logprobs[k] ?? NaN));
      expect(error).toBeLessThan(1e-5); // stored with five decimals
    });
  });

  test('gives the stored logits with z of head 2 in layer 1 set to zero', () => {
    const edits = [{ at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' }] as const;
    const row = last(forward(config, weights, prompt.ids, { edits })).subarray(0, 8);
    const error = difference(row, prompt.last_logits_with_head_1_2_zeroed_first_8);
    expect(error).toBeLessThan(1e-5);
  });
});

describe('forward(config, weights, ids, options)', () => {
  const ids = [8192, 464, 3797, 3332];
  const run = (options?: Parameters<typeof forward>[3]) => forward(config, weights, ids, options);
  const pattern = (cache: Activations) => cache['blocks.2.attn.hook_pattern']?.data ?? [];

  test('rows of a pattern sum to 1 and are zero above the diagonal', () => {
    const data = pattern(run().cache);
    for (let row = 0; row < 8 * 4; row++) {
      const weights = Array.from({ length: 4 }, (_, k) => data[row * 4 + k] ?? NaN);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(weights.slice((row % 4) + 1).every((w) => w === 0)).toBe(true);
    }
  });

  test('positions 0, 1, 2, … are the default, null leaves them out', () => {
    expect(last(run({ positions: [0, 1, 2, 3] }))).toEqual(last(run()));
    const without = run({ positions: null });
    expect(without.cache['hook_pos_embed']?.data.every((x) => x === 0)).toBe(true);
    const zeroed = run({ edits: [{ at: 'hook_pos_embed', do: 'zero' }] });
    expect(last(without)).toEqual(last(zeroed));
    // Without positions, order is seen only through the mask: swapping early tokens changes nothing
    // for the first layer's last query but the order of its pattern.
    const swapped = forward(config, weights, [8192, 3797, 464, 3332], { positions: null });
    const q = (cache: Activations) => cache['blocks.0.hook_attn_out']?.data.slice(3 * 256) ?? [];
    expect(difference(q(swapped.cache), q(without.cache))).toBeLessThan(1e-6);
  });

  test('refuses ids and positions that have no row', () => {
    expect(() => forward(config, weights, [8193])).toThrow('has no row 8193');
    expect(() => run({ positions: [0, 1, 2, 256] })).toThrow('has no row 256');
    expect(() => run({ positions: [0, 1, 2] })).toThrow('has no row NaN');
  });

  test('divides the scores of block i by i + 1 where the config says so', () => {
    const scaled = forward({ ...config, scale_attn_by_inverse_layer_idx: true }, weights, ids);
    const plain = run();
    const scores = (of: Forward, i: number) => of.cache[`blocks.${i}.attn.hook_attn_scores`]!.data;
    expect(scores(scaled, 0)).toEqual(scores(plain, 0));
    const at1 = scores(plain, 1).map((x) => x / 2);
    expect(difference(scores(scaled, 1), at1)).toBeLessThan(1e-6);
  });

  test('uses a head of its own where there is one', () => {
    const wte = weights['wte'] ?? new Float32Array();
    const doubled = forward(config, { ...weights, lm_head: wte.map((x) => 2 * x) }, ids);
    const expected = last(run()).map((z) => 2 * z);
    expect(difference(last(doubled), expected)).toBeLessThan(1e-9);
  });
});
