import { checkInduction, checkPreviousToken, checkPreviousTokenTable } from './heads.ts';
import { checkLoss } from './loss.ts';
import { checkParameters } from './parameters.ts';
import { checkLogitDifference, checkProbability } from './predictions.ts';
import { checkBeam, checkGreedy } from './texts.ts';
import type { Fact, Finding, GoldenModel } from './types.ts';

/** Measures one fact on a model, whatever the model is. Rejects where it cannot be measured. */
export async function checkFact(
  model: GoldenModel,
  fact: Fact,
  signal?: AbortSignal,
): Promise<Finding> {
  switch (fact.kind) {
    case 'parameters':
      return checkParameters(model, fact);
    case 'loss':
      return checkLoss(model, fact, signal);
    case 'greedy':
      return checkGreedy(model, fact, signal);
    case 'beam':
      return checkBeam(model, fact, signal);
    case 'probability':
      return checkProbability(model, fact, signal);
    case 'logit difference':
      return checkLogitDifference(model, fact, signal);
    case 'induction':
      return checkInduction(model, fact, signal);
    case 'previous token':
      return checkPreviousToken(model, fact, signal);
    case 'previous token table':
      return checkPreviousTokenTable(model, fact, signal);
  }
}
