import { beamSearch } from '../sampling/index.ts';
import { idsOf } from './prompt.ts';
import type { BeamFact, Finding, GoldenModel, GreedyFact } from './types.ts';

export async function checkGreedy(
  model: GoldenModel,
  fact: GreedyFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const ids = idsOf(model, fact.prompt);
  const options = { strategy: 'greedy', maxNewTokens: fact.length - ids.length } as const;
  const written = await model.engine.generate(ids, options, undefined, signal);
  if (written.stopped === 'aborted') throw new Error('the run was stopped');
  return typeof fact.expected === 'string'
    ? same(model.tokenizer.decode(written.newIds), fact.expected)
    : same(written.ids.join(' '), fact.expected.join(' '));
}

/** Each step reads every text whole, beams · new tokens passes: slow, but there is nothing to get wrong. */
export async function checkBeam(
  model: GoldenModel,
  fact: BeamFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const { engine, tokenizer } = model;
  const prompt = idsOf(model, fact.prompt);
  const [best] = await beamSearch(
    async (ids) => (await engine.run(ids, {}, signal)).logits.data,
    prompt,
    {
      numBeams: fact.beams,
      maxNewTokens: fact.length - prompt.length,
      noRepeatNgramSize: fact.noRepeatNgramSize,
      eosTokenId: tokenizer.eosId,
      earlyStopping: true,
    },
  );
  return same(tokenizer.decode((best?.ids ?? []).slice(prompt.length)), fact.expected);
}

const same = (actual: string, expected: string): Finding => ({
  actual,
  expected,
  tolerance: null,
  passed: actual === expected,
});
