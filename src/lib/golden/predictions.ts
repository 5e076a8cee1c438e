import { softmax } from '../sampling/index.ts';
import { ablationEdits } from './ablation.ts';
import { idsOf, singleToken } from './prompt.ts';
import { compare } from './tolerance.ts';
import type {
  Ablation,
  Choice,
  Finding,
  GoldenModel,
  LogitDifferenceFact,
  ProbabilityFact,
} from './types.ts';

export async function checkProbability(
  model: GoldenModel,
  fact: ProbabilityFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const { logits } = await model.engine.run(idsOf(model, fact.prompt), {}, signal);
  const actual = softmax(logits.data)[singleToken(model, fact.token)] ?? NaN;
  return compare(model, 'probability', actual, fact);
}

export async function checkLogitDifference(
  model: GoldenModel,
  fact: LogitDifferenceFact,
  signal?: AbortSignal,
): Promise<Finding> {
  let sum = 0;
  for (const choice of fact.choices) sum += await difference(model, choice, fact.ablate, signal);
  return compare(model, 'logit difference', sum / fact.choices.length, fact);
}

/** logit(right) − logit(wrong): what all logits share cancels, so a centred unembedding gives the same. */
async function difference(
  model: GoldenModel,
  { prompt, right, wrong }: Choice,
  ablate: Ablation | undefined,
  signal?: AbortSignal,
): Promise<number> {
  const ids = idsOf(model, prompt);
  const edits = await ablationEdits(model, ablate, ids.length, signal);
  const { data } = (await model.engine.run(ids, { edits }, signal)).logits;
  return (data[singleToken(model, right)] ?? NaN) - (data[singleToken(model, wrong)] ?? NaN);
}
