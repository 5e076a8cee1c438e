/** What the lesson on embeddings asks of the two tables, answered where they lie. */
import { nextTask } from '../pacing/next-task.ts';
import { nearestRows, principalComponents, rowNorms, unitRows } from '../embeddings/index.ts';
import type { Components, Measure, Neighbour, Spread } from '../embeddings/index.ts';
import type { EmbeddingTables, Tensor } from './api.ts';
import type { Gpt2Config } from './config.ts';
import { checkIds, type Tables } from './embed.ts';
import { ModelError } from './errors.ts';
import type { ReadWeight } from './runtime/session.ts';
import { tensorShapes, type TensorName } from './weights/index.ts';

/** Answers from tables in this thread; what is dear to compute is kept. */
export class LocalTables implements EmbeddingTables {
  private readonly config: Gpt2Config;
  private readonly tables: Tables;
  private lengths: Float32Array | null = null;
  private readonly components = new Map<string, Promise<Components>>();

  private readonly readWeight: ReadWeight | null;

  /** Without `readWeight` there are the two tables only. */
  constructor(config: Gpt2Config, tables: Tables, readWeight: ReadWeight | null = null) {
    this.config = config;
    this.tables = tables;
    this.readWeight = readWeight;
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

  async weight(name: string, rows?: readonly number[]): Promise<Tensor> {
    const shape = tensorShapes(this.config).get(name as TensorName);
    if (shape === undefined || this.readWeight === null)
      throw new ModelError('missing-tensor', `no tensor is named ${name}`);
    const width = shape.at(-1) ?? 1;
    const data = await this.readWeight(name);
    if (!(data instanceof Float32Array))
      throw new ModelError('missing-tensor', `${name} is kept in no form that can be shown`);
    // A copy, so that handing it over to another thread leaves the weights where they are.
    if (rows === undefined) return { shape, data: data.slice() };
    const some = new Float32Array(rows.length * width);
    for (const [i, row] of rows.entries()) {
      const found = data.subarray(row * width, (row + 1) * width);
      if (!Number.isInteger(row) || row < 0 || found.length !== width)
        throw new ModelError('bad-option', `${name} has no row ${String(row)}`);
      some.set(found, i * width);
    }
    return { shape: [rows.length, width], data: some };
  }

  private ownNorms(): Float32Array {
    return (this.lengths ??= rowNorms(this.tables.wte, this.config.n_embd));
  }
}
