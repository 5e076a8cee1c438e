/**
 * A head switched off the way TransformerLens does it. Its `from_pretrained` folds each block's
 * layer norm into the weights after it (`fold_ln`) and the constant part of the values into the
 * output bias (`fold_value_biases`), so that a head's values, and z with them, are zero when the head
 * reads nothing; "set to zero" then leaves that constant part in place. In the weights as they were
 * trained the constant part is c = ln_1.bias · W_V + b_V, and since each row of a pattern sums to 1,
 * z = (z as folded) + c: zero there is c here. Setting v of a head to c at all places gives the same
 * z, and so the same run, as setting z to c: the engine edits z.
 */
import type { Edit } from '../model/edits.ts';
import { endOfTextId } from './prompt.ts';
import type { Ablation, GoldenModel } from './types.ts';

/**
 * What a head brings from a residual stream of zeros, [d_head]: the normalised vector is zero too,
 * so that what is left of the value is ln_1.bias · W_V + b_V.
 */
export async function constantValue(
  { engine, tokenizer }: GoldenModel,
  { layer, head }: { readonly layer: number; readonly head: number },
  signal?: AbortSignal,
): Promise<number[]> {
  const name = `blocks.${layer}.attn.hook_v`;
  const edits: Edit[] = [{ at: `blocks.${layer}.hook_resid_pre`, do: 'zero' }];
  const run = await engine.run([endOfTextId(tokenizer.eosId)], { edits, capture: [name] }, signal);
  const d = engine.info.config.n_embd / engine.info.config.n_head;
  const v = run.captured[name]?.data ?? new Float32Array(); // (1, H, d)
  return [...v.subarray(head * d, (head + 1) * d)];
}

/** The edit that switches a head off in a text of `length` tokens; none without an ablation. */
export async function ablationEdits(
  model: GoldenModel,
  ablate: Ablation | undefined,
  length: number,
  signal?: AbortSignal,
): Promise<Edit[]> {
  if (ablate === undefined) return [];
  const value = await constantValue(model, ablate, signal);
  const z: Edit = { at: `blocks.${ablate.layer}.attn.hook_z`, head: ablate.head, do: 'set', value };
  return [ablate.at === 'last' ? { ...z, pos: [length - 1] } : z];
}
