/**
 * The first stage: x₀ = wte[ids] + wpe[positions] (Radford et al. 2018, section 3.1).
 * Positions are an argument: leave them out, shuffle them, shift them, and see what the model does.
 */
import { apply, compose, rowsView, type ResolvedEdit } from './affine.ts';
import type { Gpt2Config } from './config.ts';
import { ModelError } from './errors.ts';

/** The two tables. Rows of `wte` are tokens [V, D], rows of `wpe` positions [n_positions, D]. */
export interface Tables {
  readonly wte: Float32Array;
  readonly wpe: Float32Array;
}

export interface Embedded {
  readonly embed: Float32Array;
  readonly posEmbed: Float32Array;
  /** resid_pre of block 0, after all edits of it, [S, D]. */
  readonly x: Float32Array;
}

/** What is embedded: ids and the rows of wpe to add, null for none; `start` is the first one's place. */
export interface EmbedRequest {
  readonly ids: readonly number[];
  readonly positions: readonly (number | null)[];
  readonly start: number;
  readonly edits: readonly ResolvedEdit[];
}

/** Embeds tokens, with the edits of hook_embed, hook_pos_embed and the first hook_resid_pre. */
export function embed(config: Gpt2Config, tables: Tables, request: EmbedRequest): Embedded {
  const { ids, positions, start, edits } = request;
  const D = config.n_embd;
  const at = (name: string): ResolvedEdit[] => edits.filter((edit) => edit.at === name);
  const edited = (name: string, rows: Float32Array): Float32Array => {
    const list = at(name);
    return list.length === 0 ? rows : apply(compose(list, rowsView(start, ids.length, 1, D)), rows);
  };
  const posEmbed = edited('hook_pos_embed', rowsOf(tables.wpe, positions, D));
  const tokens = edited('hook_embed', rowsOf(tables.wte, ids, D));
  const x = Float32Array.from(tokens, (token, i) => token + (posEmbed[i] ?? 0));
  return { embed: tokens, posEmbed, x: edited('blocks.0.hook_resid_pre', x) };
}

/** Throws `bad-id` for an id that the vocabulary does not have (a GPU would quietly take another). */
export function checkIds(config: Gpt2Config, ids: readonly number[]): void {
  const bad = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocab_size);
  if (bad !== undefined)
    throw new ModelError(
      'bad-id',
      `no token has the id ${String(bad)}: the vocabulary has ${String(config.vocab_size)}`,
    );
}

/** 0, 1, 2, … from `start`. */
export const countFrom = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => start + i);

function rowsOf(table: Float32Array, rows: readonly (number | null)[], D: number): Float32Array {
  const out = new Float32Array(rows.length * D);
  for (const [i, row] of rows.entries())
    if (row !== null) out.set(table.subarray(row * D, (row + 1) * D), i * D);
  return out;
}
