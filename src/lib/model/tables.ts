/** What the lesson on embeddings asks of the two tables, answered where they lie. */
import { nearestRows, principalComponents, rowNorms, unitRows } from '../embeddings/index.ts';
import type { Components, Measure, Neighbour, Spread } from '../embeddings/index.ts';
import type { EmbeddingTables, Tensor } from './api.ts';
import type { Gpt2Config } from './config.ts';
import { checkIds, type Tables } from './embed.ts';
import { ModelError } from './errors.ts';

/** Answers from tables in this thread; what is dear to compute is kept. */
export class LocalTables implements EmbeddingTables {
  private readonly config: Gpt2Config;
  private readonly tables: Tables;
  private lengths: Float32Array | null = null;
  private readonly components = new Map<string, Promise<Components>>();

  constructor(config: Gpt2Config, tables: Tables) {
    this.config = config;
    this.tables = tables;
  }

  // Async, so that a refusal is a rejection like those of every other call.
  async rows(name: 'wte' | 'wpe', indices: readonly number[]): Promise<Tensor> {
    const D = this.config.n_embd;
    const table = this.tables[name];
    if (name === 'wte') checkIds(this.config, indices);
    const bad = indices.find((i) => !Number.isInteger(i) || i < 0 || i >= table.length / D);
    if (bad !== undefined) throw new ModelError('bad-option', `no such position: ${String(bad)}`);
    const data = new Float32Array(indices.length * D);
    for (const [i, row] of indices.entries())
      data.set(table.subarray(row * D, (row + 1) * D), i * D);
    return { shape: [indices.length, D], data };
  }

  async nearest(id: number, k: number, measure: Measure): Promise<readonly Neighbour[]> {
    checkIds(this.config, [id]);
    return nearestRows(this.tables.wte, this.ownNorms(), id, k, measure);
  }

  norms(): Promise<Float32Array> {
    return Promise.resolve(this.ownNorms().slice());
  }

  principal(count: number, of: Spread = 'rows'): Promise<Components> {
    const key = `${of} ${String(count)}`;
    const known = this.components.get(key);
    if (known) return known;
    const { wte } = this.tables;
    const table = of === 'rows' ? wte : unitRows(wte, this.ownNorms());
    const found = principalComponents(table, this.config.n_embd, count, nextTask);
    this.components.set(key, found);
    return found;
  }

  private ownNorms(): Float32Array {
    return (this.lengths ??= rowNorms(this.tables.wte, this.config.n_embd));
  }
}

/** Lets other calls have their turn. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
