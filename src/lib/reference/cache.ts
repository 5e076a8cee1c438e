import type { Gpt2Config } from '../model/config.ts';
import type { Edit } from '../model/edits.ts';
import { applyEdit, checkEdit } from './edits.ts';
import { range, type Matrix } from './matrix.ts';

/** An activation as it is stored: row-major, float32, without the batch. */
export interface Activation {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Activations = Readonly<Record<string, Activation>>;

/** Notes each activation as it is computed, once the edits of that name have been made on it. */
export class Cache {
  readonly activations: Record<string, Activation> = {};
  readonly edits: readonly Edit[];

  /** Throws `bad-edit` for an edit that cannot be made on a text of T tokens. */
  constructor(config: Gpt2Config, edits: readonly Edit[], T: number) {
    for (const edit of edits) checkEdit(edit, config, T);
    this.edits = edits;
  }

  /** Stored [T, D]. Returns the rows with which the model goes on. */
  keep(name: string, rows: Matrix): Matrix {
    const [kept = rows] = this.edited(name, [rows]);
    this.activations[name] = { shape: [kept.length, widthOf(kept)], data: flat(kept) };
    return kept;
  }

  /** One matrix (T, d) a head, stored [T, H, d]. */
  keepHeads(name: string, heads: readonly Matrix[]): readonly Matrix[] {
    const kept = this.edited(name, heads);
    const T = kept[0]?.length ?? 0;
    const byPlace = range(T).flatMap((t) => kept.flatMap((rows) => rows[t] ?? []));
    const shape = [T, kept.length, widthOf(kept[0] ?? [])];
    this.activations[name] = { shape, data: flat(byPlace) };
    return kept;
  }

  /** One matrix (T, T) a head, stored [H, T, T]. */
  keepPatterns(name: string, heads: readonly Matrix[]): readonly Matrix[] {
    const kept = this.edited(name, heads);
    const T = kept[0]?.length ?? 0;
    this.activations[name] = { shape: [kept.length, T, T], data: flat(kept.flat()) };
    return kept;
  }

  private edited(name: string, heads: readonly Matrix[]): readonly Matrix[] {
    const here = this.edits.filter((edit) => edit.at === name);
    return here.reduce<readonly Matrix[]>((now, edit) => applyEdit(edit, now), heads);
  }
}

const widthOf = (rows: Matrix): number => rows[0]?.length ?? 0;

function flat(rows: Matrix): Float32Array {
  const width = widthOf(rows);
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, t) => data.set(row, t * width));
  return data;
}
