/**
 * The residual stream by name, and what layer normalisation makes of it.
 * hook_resid_post of block i and hook_resid_pre of block i + 1 are one value with two names: the
 * graph gives it before any edit, so that an edit of the second does not show in the first.
 */
import { apply, compose, rowsView, type ResolvedEdit } from './affine.ts';
import type { Gpt2Config } from './config.ts';
import { residual } from './graph/blocks.ts';
import type { Place } from './names.ts';

export class Residuals {
  private readonly config: Gpt2Config;
  private readonly edits: readonly ResolvedEdit[];
  private readonly start: number;
  private readonly x: Float32Array;
  private readonly final: Float32Array;
  private readonly fetched: ReadonlyMap<string, Float32Array>;

  /** `x` is block 0's resid_pre and `final` the last block's resid_post, edits made. */
  constructor(
    config: Gpt2Config,
    edits: readonly ResolvedEdit[],
    start: number,
    x: Float32Array,
    final: Float32Array,
    fetched: ReadonlyMap<string, Float32Array>,
  ) {
    this.config = config;
    this.edits = edits;
    this.start = start;
    this.x = x;
    this.final = final;
    this.fetched = fetched;
  }

  /** hook_resid_*, ln1/ln2/ln_final.hook_normalized; [S, D] each. */
  at({ layer, part }: Place): Float32Array {
    const i = layer ?? 0;
    switch (part) {
      case 'hook_resid_pre':
        return this.pre(i);
      case 'hook_resid_mid':
        return this.mid(i);
      case 'hook_resid_post':
        return this.after(i, [`blocks.${String(i)}.hook_resid_post`]);
      case 'ln1.hook_normalized':
        return normalize(this.config, this.pre(i));
      case 'ln2.hook_normalized':
        return normalize(this.config, this.mid(i));
      default:
        return normalize(this.config, this.final);
    }
  }

  private pre(layer: number): Float32Array {
    if (layer === 0) return this.x;
    const before = `blocks.${String(layer - 1)}.hook_resid_post`;
    return this.after(layer - 1, [before, `blocks.${String(layer)}.hook_resid_pre`]);
  }

  private mid(layer: number): Float32Array {
    return this.fetched.get(`blocks.${String(layer)}.hook_resid_mid`) ?? new Float32Array();
  }

  private after(layer: number, names: readonly string[]): Float32Array {
    const data = this.fetched.get(residual(layer)) ?? new Float32Array();
    const list = names.flatMap((name) => this.edits.filter((edit) => edit.at === name));
    if (list.length === 0) return data;
    const D = this.config.n_embd;
    return apply(compose(list, rowsView(this.start, data.length / D, 1, D)), data.slice());
  }
}

/** (x − mean) / √(variance + ε), row by row, before weight and bias (Ba et al. 2016). [S, D] → [S, D]. */
export function normalize(
  { n_embd: D, layer_norm_epsilon }: Gpt2Config,
  x: Float32Array,
): Float32Array {
  const out = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += D) {
    const row = x.subarray(from, from + D);
    const mean = row.reduce((sum, value) => sum + value, 0) / D;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / D;
    const deviation = Math.sqrt(variance + layer_norm_epsilon);
    out.set(
      row.map((value) => (value - mean) / deviation),
      from,
    );
  }
  return out;
}
