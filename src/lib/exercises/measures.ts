/** Numbers that are measured on a model, each as the lesson's figure measures it. */
import { lossesWith } from '../experiments/index.ts';
import { readLens } from '../lens/index.ts';
import { rankOf, softmax } from '../sampling/index.ts';
import { totals } from '../scoring/index.ts';
import { idsOf, oneToken, type Bench, type Model } from './bench.ts';
import { entry, numberOf, textOf } from './given.ts';
import type { Given } from './types.ts';

type Measure = (model: Model, given: Given, signal?: AbortSignal) => Promise<number>;

async function probability(model: Model, given: Given, signal?: AbortSignal): Promise<number> {
  const id = oneToken(model, textOf(given, 'token'));
  if (id === null) return NaN;
  const { logits } = await model.engine.run(idsOf(model, textOf(given, 'prompt')), {}, signal);
  return softmax(logits.data)[id] ?? NaN;
}

const MEASURES: Readonly<Record<string, Measure>> = {
  /** P(token | prompt) in per cent. */
  'probability-percent': async (model, given, signal) =>
    100 * (await probability(model, given, signal)),
  /** −log₂ P(token | prompt). */
  'surprise-bits': async (model, given, signal) =>
    -Math.log2(await probability(model, given, signal)),
  /** The place of a token among all, 1 for the likeliest. */
  rank: async (model, given, signal) => {
    const id = oneToken(model, textOf(given, 'token'));
    if (id === null) return NaN;
    const { logits } = await model.engine.run(idsOf(model, textOf(given, 'prompt')), {}, signal);
    return rankOf(logits.data, id) + 1;
  },
  /** Perplexity of a text, each token after `<|endoftext|>` counted. */
  'text-perplexity': async (model, given, signal) => {
    const ids = idsOf(model, textOf(given, 'text'));
    const { losses } = await lossesWith(model.engine, ids, { kind: 'normal' }, signal);
    return totals(losses.map((loss) => ({ logprob: -loss }))).perplexity;
  },
  /** By how many nat the mean loss rises when no positions are added, or rows shifted by `by`. */
  'loss-rise': async ({ engine, tokenizer }, given, signal) => {
    const ids = idsOf({ tokenizer }, textOf(given, 'text'));
    const experiment =
      given['by'] === undefined
        ? ({ kind: 'zero' } as const)
        : ({ kind: 'shifted', by: numberOf(given, 'by') } as const);
    const changed = await lossesWith(engine, ids, experiment, signal);
    const normal = await lossesWith(engine, ids, { kind: 'normal' }, signal);
    return changed.mean - normal.mean;
  },
  /** The place whose row of wpe is longest. */
  'longest-position': async ({ engine }) => {
    const { n_positions } = engine.info.config;
    const places = Array.from({ length: n_positions }, (_, i) => i);
    const { data, shape } = await engine.tables.rows('wpe', places);
    const D = shape[1] ?? 1;
    const lengths = places.map((place) =>
      data.subarray(place * D, (place + 1) * D).reduce((sum, x) => sum + x * x, 0),
    );
    return lengths.indexOf(Math.max(...lengths));
  },
  /** After how many blocks the logit lens says, at the last token, what the model says in the end. */
  'lens-blocks': async (model, given, signal) => {
    const cells = await readLens(model.engine, idsOf(model, textOf(given, 'prompt')), {
      top: 1,
      ...(signal && { signal }),
    });
    return cells.findIndex((row) => row.at(-1)?.target.rank === 1);
  },
  /** How many times as long the residual stream is after the last block as the sum of embeddings. */
  'stream-growth': async (model, given, signal) => {
    const { n_layer } = model.engine.info.config;
    const names = ['blocks.0.hook_resid_pre', `blocks.${String(n_layer - 1)}.hook_resid_post`];
    const ids = idsOf(model, textOf(given, 'prompt'));
    const { captured } = await model.engine.run(ids, { capture: names }, signal);
    const [first = NaN, last = NaN] = names.map((name) => {
      const { data, shape } = captured[name] ?? { data: new Float32Array(), shape: [0, 1] };
      const row = data.subarray(data.length - (shape[1] ?? 0));
      return Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    });
    return last / first;
  },
};

const WITH_GPT2 = 'gpt2-tokens';

export const isMeasure = (name: string): boolean =>
  Object.hasOwn(MEASURES, name) || name === WITH_GPT2;

/** What a measure gives; NaN where this model lacks the token. Throws for an unknown one. */
export async function measure(
  name: string,
  given: Given,
  bench: Bench,
  signal?: AbortSignal,
): Promise<number> {
  if (name === WITH_GPT2) return (await bench.gpt2()).encode(textOf(given, 'text')).length;
  return entry(MEASURES, 'measure', name)(await bench.model(), given, signal);
}
