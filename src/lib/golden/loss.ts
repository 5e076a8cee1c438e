import type { Edit } from '../model/edits.ts';
import { logSoftmax } from '../sampling/index.ts';
import { ablationEdits } from './ablation.ts';
import { idsOf } from './prompt.ts';
import { compare } from './tolerance.ts';
import type { Finding, GoldenModel, LossFact } from './types.ts';

/** Mean of −ln P(next token) over a text, in nat, the first token not being predicted. */
export async function meanLoss(
  { engine }: GoldenModel,
  ids: readonly number[],
  edits: readonly Edit[],
  signal?: AbortSignal,
): Promise<number> {
  const { logits } = await engine.run(ids, { logits: 'all', edits }, signal);
  const V = engine.info.config.vocab_size;
  const losses = ids.slice(1).map((next, t) => {
    const row = logSoftmax(logits.data.subarray(t * V, (t + 1) * V)); // (V)
    return -(row[next] ?? NaN);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

export async function checkLoss(
  model: GoldenModel,
  fact: LossFact,
  signal?: AbortSignal,
): Promise<Finding> {
  const ids = idsOf(model, fact.prompt);
  const edits = await ablationEdits(model, fact.ablate, ids.length, signal);
  return compare(model, 'loss', await meanLoss(model, ids, edits, signal), fact);
}
