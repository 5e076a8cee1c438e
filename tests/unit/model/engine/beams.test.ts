/** The engine's batches against searches that read every text anew with the plain loops. */
import { expect, test } from 'vitest';
import type { BeamSearchOptions, BeamSearchStep, ContrastStep } from '#lib/model/api.ts';
import type { Edit } from '#lib/model/edits.ts';
import { openInNode } from '#lib/model/node.ts';
import {
  beamSearch,
  contrastiveSearch,
  logSoftmax,
  type BeamStep,
  type NextLogits,
} from '#lib/sampling/index.ts';
import { forward } from '#lib/reference/index.ts';
import { makeVariant, someIds, type Variant } from '../../../model/variants.ts';

const variant = await makeVariant({ vocab_size: 60, eos_token_id: 7 });
const engine = await openInNode(variant.files);
const prompt = someIds(variant.config, 5);

const reading =
  ({ config, weights }: Variant, edits: readonly Edit[] = []): NextLogits =>
  (ids) =>
    Promise.resolve(
      Float32Array.from(forward(config, weights, ids, { edits }).logits.at(-1) ?? []),
    );

/** With ends that come soon, and often. */
const options = { numBeams: 4, maxNewTokens: 7, eosTokenId: [7, 11, 13, 17, 19, 23, 29] };
const settings: Readonly<Record<string, Partial<BeamSearchOptions>>> = {
  'five beams': { numBeams: 5 },
  'one beam': { numBeams: 1 },
  'as long as they can': { eosTokenId: null },
  'short texts first': { lengthPenalty: -1 },
  'sums, stopped at once': { lengthPenalty: 0, earlyStopping: true },
  'never stopped before it must': { earlyStopping: 'never', lengthPenalty: 2 },
  'two of four': { numReturnSequences: 2 },
  'no token twice': { noRepeatNgramSize: 1 },
  'no pair twice, a bad word, a penalty': {
    noRepeatNgramSize: 2,
    badWordsIds: [[3], [4, 5]],
    repetitionPenalty: 1.3,
  },
  'a least length': { minNewTokens: 4 },
  'two groups': { numBeamGroups: 2, diversityPenalty: 1.5 },
  'four groups': { numBeamGroups: 4, diversityPenalty: 0.7, noRepeatNgramSize: 2 },
  'beam sampling': { doSample: true, seed: 3, temperature: 1.5 },
  'beam sampling among few': { doSample: true, seed: 8, topK: 12, topP: 0.9 },
};

test.each(Object.entries(settings))('beams are those of the pure search: %s', async (_, some) => {
  const wanted = { ...options, ...some };
  const [ours, theirs]: [BeamSearchStep[], BeamStep[]] = [[], []];
  const { texts, steps } = await engine.beams(prompt, wanted, (step) => ours.push(step));
  const expected = await beamSearch(reading(variant), prompt, wanted, (step) => theirs.push(step));
  expect(texts.map(({ ids }) => ids)).toEqual(expected.map(({ ids }) => ids));
  for (const [i, { score, logprob }] of expected.entries()) {
    expect(texts[i]?.score).toBeCloseTo(score, 3);
    expect(texts[i]?.logprob).toBeCloseTo(logprob, 3);
  }
  expect(steps).toBe(theirs.length);
  for (const [i, { candidates, banned }] of theirs.entries()) {
    const looked = ours[i]?.candidates.map((list) => list.map(named));
    expect(looked).toEqual(candidates.map((list) => list.map(named)));
    expect(ours[i]?.banned.map((list) => list.length)).toEqual(banned.map((list) => list.length));
  }
});
const named = ({ ids, fate, parent, row }: BeamStep['candidates'][0][0]) => {
  return { ids, fate, parent, row };
};

test('a text’s log-probabilities are those of the model and add up to its own', async () => {
  const { texts } = await engine.beams(prompt, { ...options, repetitionPenalty: 1.4 });
  for (const { newIds, logprobs, logprob, ended, ids } of texts) {
    const { logits } = forward(variant.config, variant.weights, ids);
    expect(logprobs).toHaveLength(newIds.length);
    for (const [i, id] of newIds.entries()) {
      const row = logSoftmax(Float32Array.from(logits[prompt.length - 1 + i] ?? []));
      expect(logprobs[i]).toBeCloseTo(row[id] ?? NaN, 3);
    }
    expect(logprobs.reduce((sum, one) => sum + one, 0)).toBeCloseTo(logprob, 9);
    expect(ended).toBe(options.eosTokenId.includes(newIds.at(-1) ?? -1));
  }
});

test('rows say what a text continues: each candidate’s parent is the text of that row', async () => {
  let rows: (readonly number[])[] = [prompt, prompt];
  const wanted = { ...options, numBeamGroups: 2, diversityPenalty: 0.5, earlyStopping: true };
  await engine.beams(prompt, wanted, ({ candidates }) => {
    const next: (readonly number[])[] = [];
    for (const { ids, parent, row } of candidates.flat()) {
      expect(ids.slice(0, -1)).toEqual(rows[parent]);
      if (row !== null) next[row] = ids;
    }
    rows = next;
  });
});

test('edits hold for every beam and every step', async () => {
  const edits: Edit[] = [
    { at: 'blocks.0.attn.hook_pattern', head: 1, do: 'scale', value: 0.2 },
    { at: 'blocks.0.attn.hook_z', head: 2, do: 'zero' },
    { at: 'blocks.1.hook_resid_pre', do: 'scale', value: 0.5 },
    { at: 'hook_pos_embed', do: 'zero', pos: [3] },
  ];
  const wanted = { ...options, eosTokenId: null };
  const { texts } = await engine.beams(prompt, { ...wanted, edits });
  const expected = await beamSearch(reading(variant, edits), prompt, wanted);
  expect(texts.map(({ ids }) => ids)).toEqual(expected.map(({ ids }) => ids));
  const plain = await engine.beams(prompt, wanted);
  expect(texts.map(({ ids }) => ids)).not.toEqual(plain.texts.map(({ ids }) => ids));
});

test('texts that outgrow the positions go on in a window that slides', async () => {
  const long = someIds(variant.config, 45);
  const N = variant.config.n_positions;
  let start = 0;
  // the window of generate(): when a text outgrows it, three quarters of it stay
  const windowed: NextLogits = (ids) => {
    if (ids.length - start > N) start = ids.length - (N * 3) / 4;
    return reading(variant)(ids.slice(start));
  };
  const wanted = { numBeams: 3, maxNewTokens: 20, eosTokenId: null };
  const slid: boolean[] = [];
  const { texts } = await engine.beams(long, wanted, (step) => slid.push(step.slid));
  const expected = await beamSearch(windowed, long, wanted);
  expect(texts.map(({ ids }) => ids)).toEqual(expected.map(({ ids }) => ids));
  expect(slid).toEqual([...Array<boolean>(4).fill(false), ...Array<boolean>(16).fill(true)]);
  const one = await engine.beams(long, { ...wanted, numBeams: 1 });
  const greedy = await engine.generate(long, { strategy: 'greedy', maxNewTokens: 20 });
  expect(one.texts[0]?.ids).toEqual(greedy.ids);
});

test('an aborted search keeps the texts so far', async () => {
  const stop = new AbortController();
  const wanted = { numBeams: 3, maxNewTokens: 30, eosTokenId: null };
  const onStep = ({ length }: BeamSearchStep): void => {
    if (length === 4) stop.abort();
  };
  const { texts, stopped, steps } = await engine.beams(prompt, wanted, onStep, stop.signal);
  expect({ stopped, steps }).toEqual({ stopped: 'aborted', steps: 4 });
  const { texts: expected } = await engine.beams(prompt, { ...wanted, maxNewTokens: 4 });
  expect(texts).toEqual(expected);
});

test('with everything banned the texts so far stay', async () => {
  // every pair of tokens that a third could follow is banned after the second new token
  const all = Array.from({ length: 60 }, (_, id) => [id]);
  const none = await engine.beams(prompt, { ...options, badWordsIds: all });
  expect(none).toMatchObject({ stopped: 'all banned', steps: 1 });
  expect(none.texts.map(({ newIds }) => newIds)).toEqual([[]]);
  const small = await makeVariant({ vocab_size: 6, eos_token_id: 5 });
  const few = await openInNode(small.files);
  const wanted = { numBeams: 3, maxNewTokens: 9, eosTokenId: null, noRepeatNgramSize: 1 };
  const steps: BeamSearchStep[] = [];
  const { texts, stopped } = await few.beams([0, 1], wanted, (step) => steps.push(step));
  await few.release();
  expect(stopped).toBe('all banned');
  expect(texts).toHaveLength(3);
  for (const { ids } of texts) expect(new Set(ids).size).toBe(6);
  for (const { by } of steps.flatMap(({ banned }) => banned.flat()))
    expect(by).toBe('noRepeatNgramSize');
  expect(steps.at(-1)?.banned.flat().length).toBeGreaterThan(0);
});

test.each([
  [{ numBeams: 0 }, 'num-beams'],
  [{ numBeams: 1e9 }, 'num-beams is at most 64'],
  [{ numReturnSequences: 5 }, 'num-return-sequences'],
  [{ numBeamGroups: 3 }, 'num-beam-groups'],
  [{ lengthPenalty: NaN }, 'length-penalty'],
  [{ maxNewTokens: 0.5 }, 'maxNewTokens'],
])('%j is refused', async (some, sentence) => {
  await expect(engine.beams(prompt, { ...options, ...some })).rejects.toMatchObject({
    code: 'bad-option',
    message: expect.stringContaining(sentence) as string,
  });
});

test('no new tokens: the prompt', async () => {
  const { texts, steps } = await engine.beams(prompt, { ...options, maxNewTokens: 0 });
  expect(steps).toBe(0);
  expect(texts[0]?.ids).toEqual(prompt);
});

test.each([
  { topK: 4, penaltyAlpha: 0.6 },
  { topK: 1, penaltyAlpha: 0.6 },
  { topK: 5, penaltyAlpha: 0.3, noRepeatNgramSize: 2 },
  { topK: 6, penaltyAlpha: 1 },
])('contrastive search is that of the pure search: %j', async (some) => {
  const wanted = { ...some, maxNewTokens: 8, eosTokenId: null };
  const { weight, bias } = {
    weight: variant.weights['ln_f.weight'],
    bias: variant.weights['ln_f.bias'],
  };
  const expected = await contrastiveSearch(
    (ids) => {
      const { logits, cache } = forward(variant.config, variant.weights, ids);
      const { data } = cache['ln_final.hook_normalized'] ?? { data: new Float32Array() };
      const D = variant.config.n_embd;
      const hidden = ids.map((_, t) =>
        Float32Array.from(
          { length: D },
          (__, i) => (data[t * D + i] ?? 0) * (weight?.[i] ?? 0) + (bias?.[i] ?? 0),
        ),
      );
      return Promise.resolve({ logits: Float32Array.from(logits.at(-1) ?? []), hidden });
    },
    prompt,
    wanted,
  );
  const steps: ContrastStep[] = [];
  const found = await engine.contrast(prompt, { ...wanted, stopAtEnd: false }, (step) =>
    steps.push(step),
  );
  expect(found.ids).toEqual(expected);
  for (const { id, candidates, logits, logprob } of steps) {
    expect(candidates).toHaveLength(some.topK);
    const best = Math.max(...candidates.map(({ score }) => score));
    expect(candidates.find((one) => one.id === id)?.score).toBe(best);
    expect(logprob).toBeCloseTo(logSoftmax(logits)[id] ?? NaN, 5);
  }
});

test('contrastive search with α = 0 is greedy', async () => {
  const wanted = { topK: 4, penaltyAlpha: 0, maxNewTokens: 10 };
  const greedy = await engine.generate(prompt, { strategy: 'greedy', maxNewTokens: 10 });
  expect((await engine.contrast(prompt, wanted)).ids).toEqual(greedy.ids);
});

test('the best of n are n texts by seed, the likeliest first', async () => {
  const wanted = { strategy: 'sample', maxNewTokens: 6, stopAtEnd: false } as const;
  const seen: number[] = [];
  const { texts } = await engine.bestOf(prompt, { ...wanted, n: 4, seed: 5 }, (_, text) =>
    seen.push(text),
  );
  expect(texts.map(({ seed }) => seed).toSorted()).toEqual([5, 6, 7, 8]);
  expect(seen).toEqual([0, 1, 2, 3].flatMap((text) => Array<number>(6).fill(text)));
  for (const { seed, ids, logprobs, score } of texts) {
    expect((await engine.generate(prompt, { ...wanted, seed })).ids).toEqual(ids);
    expect(score).toBeCloseTo(logprobs.reduce((sum, one) => sum + one, 0) / 6, 9);
  }
  const scores = texts.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});
