import type { Engine } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { Edit } from '../model/edits.ts';
import { range } from './parts.ts';
import { rowOf } from './rows.ts';

/** What heads write into the residual stream, [L][H] vectors of D, and b_O, [L] vectors of D. */
export interface HeadOutputs {
  readonly heads: readonly (readonly Float32Array[])[];
  readonly bias: readonly Float32Array[];
}

/**
 * z_h W_O of every head, from given z [L][H], without W_O at hand: z of every layer is set so that
 * place h of a short text holds z of head h alone, and the last place none; hook_attn_out then is
 * z_h W_O + b_O at place h, and b_O at the last. One pass of H + 1 tokens gives all layers, for what
 * is set does not depend on what comes before it.
 */
export async function headOutputs(
  engine: Engine,
  z: readonly (readonly Float32Array[])[],
  signal?: AbortSignal,
): Promise<HeadOutputs> {
  const { config } = engine.info;
  const group = Math.min(config.n_head, config.n_positions - 1);
  const heads = z.map((): Float32Array[] => []);
  const bias: Float32Array[] = [];
  for (let first = 0; first < config.n_head; first += group) {
    const some = range(Math.min(group, config.n_head - first)).map((i) => first + i);
    const ids = Array.from({ length: some.length + 1 }, () => 0);
    const names = range(config.n_layer).map((layer) => `blocks.${layer}.hook_attn_out`);
    const edits = headEdits(config, z, some);
    const { captured } = await engine.run(ids, { capture: names, edits }, signal);
    names.forEach((name, layer) => {
      const b = rowOf(captured, name, some.length).slice();
      bias[layer] = b;
      some.forEach((_, place) => {
        const x = rowOf(captured, name, place).map((value, i) => value - (b[i] ?? 0));
        heads[layer]?.push(x);
      });
    });
  }
  return { heads, bias };
}

/** All z zero, but z of `heads[i]` at place i. */
export function headEdits(
  { n_layer }: Gpt2Config,
  z: readonly (readonly Float32Array[])[],
  heads: readonly number[],
): Edit[] {
  return range(n_layer).flatMap((layer): Edit[] => {
    const at = `blocks.${layer}.attn.hook_z`;
    const own = heads.map((head, place): Edit => {
      const value = [...(z[layer]?.[head] ?? [])];
      return { at, head, pos: [place], do: 'set', value };
    });
    return [{ at, do: 'zero' }, ...own];
  });
}
