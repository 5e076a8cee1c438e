/**
 * `mean` edits need the mean of an activation as it stands in this very run, with every earlier
 * edit made. It is measured first: one pass for each depth of the model at which a mean is taken,
 * after which the edit is a plain `set`.
 */
import { apply, compose, means, patternView, rowsView, type ResolvedEdit } from './affine.ts';
import type { Tensor } from './api.ts';
import type { Gpt2Config } from './config.ts';
import type { Edit } from './edits.ts';
import { activationNames } from './names.ts';

/** Runs the prompt with the given edits and brings one activation back. */
export type Measure = (edits: readonly ResolvedEdit[], name: string) => Promise<Tensor>;

/** The same edits in the same order, each `mean` with its numbers. */
export async function resolveMeans(
  config: Gpt2Config,
  edits: readonly Edit[],
  measure: Measure,
): Promise<ResolvedEdit[]> {
  const order = activationNames(config);
  const resolved: ResolvedEdit[] = [...edits];
  const names = new Set(edits.filter((edit) => edit.do === 'mean').map((edit) => edit.at));
  for (const name of order.filter((known) => names.has(known))) {
    const others = resolved.filter((edit) => order.indexOf(edit.at) < order.indexOf(name));
    const tensor = await measure(others, name);
    resolveAt(name, resolved, tensor);
  }
  return resolved;
}

/** Makes the edits of one activation in turn on its own numbers, and notes each mean on the way. */
function resolveAt(name: string, edits: ResolvedEdit[], tensor: Tensor): void {
  const [a = 1, b = 1, c = 1] = tensor.shape;
  const view = name.endsWith('attn.hook_pattern')
    ? patternView(0, b, a, c)
    : tensor.shape.length === 3
      ? rowsView(0, a, b, c)
      : rowsView(0, a, 1, b);
  const data = tensor.data.slice();
  for (const [i, edit] of edits.entries()) {
    if (edit.at !== name) continue;
    const measured = edit.do === 'mean' ? { ...edit, mean: means(data, view) } : edit;
    edits[i] = measured;
    apply(compose([measured], view), data);
  }
}
