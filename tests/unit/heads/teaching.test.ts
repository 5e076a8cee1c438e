/** The scores and views of every head of the teaching model: the engine against the plain loops. */
import { beforeAll, describe, expect, test } from 'vitest';
import { repeatedTokens } from '#lib/golden/heads.ts';
import type { GoldenModel } from '#lib/golden/index.ts';
import {
  fillScores,
  scoreHead,
  SCORES,
  scoreTerms,
  targetsOf,
  valueNorms,
  valueWeighted,
} from '#lib/heads/index.ts';
import type { Tensor } from '#lib/model/api.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { openGolden } from '../golden/teaching.ts';

let model: GoldenModel;
let weights: Weights;
beforeAll(async () => {
  ({ model, weights } = await openGolden());
});

type Cache = Readonly<Record<string, Tensor>>;
const part = (cache: Cache, layer: number, name: string): Tensor => {
  const found = cache[`blocks.${layer}.attn.${name}`];
  if (!found) throw new Error(`no ${name} of layer ${layer}`);
  return found;
};
const patternOf = (cache: Cache, layer: number, head: number, T: number): Float32Array =>
  part(cache, layer, 'hook_pattern').data.subarray(head * T * T, (head + 1) * T * T);
/** q, k or v of one head, [T, d], out of [T, H, d]. */
function vectorsOf(cache: Cache, layer: number, head: number, name: string): Float32Array {
  const { data, shape } = part(cache, layer, name);
  const [T = 0, H = 0, d = 0] = shape;
  return Float32Array.from(
    { length: T * d },
    (_, i) => data[(Math.floor(i / d) * H + head) * d + (i % d)] ?? NaN,
  );
}

describe.each([
  ['a text', () => [8192, ...model.tokenizer.encode('The cat sat on the mat, and the cat')]],
  ['random tokens twice', () => repeatedTokens(model, 8, 5)],
] as const)('%s', (_, idsOf) => {
  test('all scores of all heads, to 1e-3', async () => {
    const ids = idsOf();
    const { n_layer: L, n_head: H } = model.engine.info.config;
    const names = Array.from({ length: L }, (_, l) => `blocks.${l}.attn.hook_pattern`);
    const { captured } = await model.engine.run(ids, { capture: names });
    const { cache } = forward(model.engine.info.config, weights, ids);
    const targets = targetsOf(ids);
    for (let l = 0; l < L; l++) {
      for (let h = 0; h < H; h++) {
        const found = scoreHead(patternOf(captured, l, h, ids.length), targets);
        const expected = scoreHead(patternOf(cache, l, h, ids.length), targets);
        for (const name of SCORES)
          expect(Math.abs(found[name] - expected[name]), `${l}.${h} ${name}`).toBeLessThan(1e-3);
      }
    }
  });
});

test('scores from q and k, their terms, and value-weighted attention, to 1e-3', async () => {
  const ids = [8192, ...model.tokenizer.encode('Once upon a time there was')];
  const T = ids.length;
  const config = model.engine.info.config;
  const layer = config.n_layer - 1;
  const head = config.n_head - 1;
  const d = config.n_embd / config.n_head;
  const names = ['hook_q', 'hook_k', 'hook_v'].map((name) => `blocks.${layer}.attn.${name}`);
  const { captured } = await model.engine.run(ids, { capture: names });
  const { cache } = forward(config, weights, ids);
  const take = (from: Cache, name: string) => vectorsOf(from, layer, head, name);
  const [q, k, v] = [take(captured, 'hook_q'), take(captured, 'hook_k'), take(captured, 'hook_v')];
  const vectors = { q, k, v, scale: Math.sqrt(d) };

  const scores = new Float32Array(T * T);
  fillScores(scores, vectors, 0, T);
  const expected = part(cache, layer, 'hook_attn_scores').data.subarray(head * T * T);
  for (let i = 0; i < T * T; i++)
    expect(Math.abs((scores[i] ?? NaN) - (expected[i] ?? NaN))).toBeLessThan(1e-3);
  const terms = scoreTerms(vectors, d, T - 1, 2);
  expect(terms).toHaveLength(d);
  expect(terms.reduce((a, b) => a + b)).toBeCloseTo(scores[(T - 1) * T + 2] ?? NaN, 4);

  // The same, said otherwise: the length of A[t, s] v_s.
  const pattern = patternOf(cache, layer, head, T);
  const reference = take(cache, 'hook_v');
  const weighted = valueWeighted(pattern, valueNorms(v, T));
  for (let t = 0; t < T; t++)
    for (let s = 0; s < T; s++) {
      const moved = reference.slice(s * d, (s + 1) * d).map((x) => x * (pattern[t * T + s] ?? NaN));
      const length = Math.sqrt(moved.reduce((sum, x) => sum + x * x, 0));
      expect(Math.abs((weighted[t * T + s] ?? NaN) - length)).toBeLessThan(1e-3);
    }
});
