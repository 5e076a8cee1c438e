import type { Edit } from '../model/edits.ts';
import { activationOf, partName, range, type Part } from './parts.ts';
import { rowOf, type Captured } from './rows.ts';

/**
 * What is put in the place of a part's output: nothing, its mean over the prompt's positions, or `by`
 * times itself (0 is off, 1 leaves it as it is).
 */
export type Ablation =
  | { readonly part: Part; readonly how: 'zero' | 'mean' }
  | { readonly part: Part; readonly how: 'scale'; readonly by: number };

/** The engine's edits for any set of ablations, at all positions. */
export function ablationEdits(ablations: readonly Ablation[]): Edit[] {
  return ablations.map((ablation) => {
    const { part, how } = ablation;
    const place = { at: activationOf(part), ...(part.kind === 'head' ? { head: part.head } : {}) };
    return how === 'scale' ? { ...place, do: how, value: ablation.by } : { ...place, do: how };
  });
}

/**
 * The ablations that edits are: the other way round. Null where one of them is something else, or of a
 * part that has one already.
 */
export function editedAblations(edits: readonly Edit[]): Ablation[] | null {
  const found = edits.map(ablationOf);
  if (!found.every((ablation) => ablation !== null)) return null;
  const parts = new Set(found.map(({ part }) => partName(part)));
  return parts.size === found.length ? found : null;
}

function ablationOf({ at, head, pos, do: how, value }: Edit): Ablation | null {
  const [, layer, name] = /^blocks\.(\d+)\.(attn\.hook_z|hook_mlp_out)$/.exec(at) ?? [];
  if (layer === undefined || pos !== undefined) return null;
  const mlp = name === 'hook_mlp_out';
  if (mlp !== (head === undefined)) return null;
  const part: Part =
    head === undefined
      ? { kind: 'mlp', layer: Number(layer) }
      : { kind: 'head', layer: Number(layer), head };
  if (how === 'scale') return typeof value === 'number' ? { part, how, by: value } : null;
  return how === 'zero' || how === 'mean' ? { part, how } : null;
}

/**
 * The same mean ablation of one part, with the mean taken from a run without edits: nothing before the
 * part has changed, so the mean is the same, and the engine need not read the text twice.
 */
export function measuredMean(part: Part, captured: Captured): Edit {
  const at = activationOf(part);
  const places = captured[at]?.shape[0] ?? 0;
  const head = part.kind === 'head' ? part.head : 0;
  const sum: number[] = [];
  for (const t of range(places))
    rowOf(captured, at, t, head).forEach((x, i) => (sum[i] = (sum[i] ?? 0) + x));
  const value = sum.map((x) => x / places);
  return { at, ...(part.kind === 'head' ? { head } : {}), do: 'set', value };
}
