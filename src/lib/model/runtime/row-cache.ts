/**
 * Keys and values on WASM: for each layer one array of keys [H, d_head, cap], filled column by
 * column, and one of values [H, cap, d_head], filled row by row. The heads of several texts follow
 * each other: B · H heads.
 * The graph gives only the new rows and takes the whole array with its empty places masked, so a
 * step copies the past once instead of three times, and shapes change only every 64 tokens.
 */
import type { Gpt2Config } from '../config.ts';
import type { Cache, Move } from './runner.ts';

const BUCKET = 64;

export class RowCache implements Cache {
  length = 0;
  /** Places per head; at least one, so that no tensor is empty. */
  cap = 1;
  readonly keys: Float32Array[];
  readonly values: Float32Array[];
  readonly rows: number;
  private readonly H: number;
  private readonly d: number;
  private readonly most: number;

  constructor(config: Gpt2Config, rows = 1) {
    this.rows = rows;
    this.H = config.n_head * rows;
    this.d = config.n_embd / config.n_head;
    this.most = config.n_positions;
    const empty = (): Float32Array => new Float32Array(this.H * this.d);
    this.keys = Array.from({ length: config.n_layer }, empty);
    this.values = Array.from({ length: config.n_layer }, empty);
  }

  /** Appends keys and values [H, S, d_head] of one layer at the places from `length` on. */
  write(layer: number, key: Float32Array, value: Float32Array): void {
    const { H, d, cap, length } = this;
    const S = key.length / (H * d);
    const keys = this.keys[layer] ?? new Float32Array();
    const values = this.values[layer] ?? new Float32Array();
    for (let h = 0; h < H; h++) {
      values.set(value.subarray(h * S * d, (h + 1) * S * d), (h * cap + length) * d);
      for (let j = 0; j < d; j++)
        for (let s = 0; s < S; s++)
          keys[(h * d + j) * cap + length + s] = key[(h * S + s) * d + j] ?? 0;
    }
  }

  /** A cache of several texts, each a copy of one in a cache of its own or of several. */
  static of(config: Gpt2Config, sources: readonly { cache: RowCache; row: number }[]): RowCache {
    const stacked = new RowCache(config, sources.length);
    const length = sources[0]?.cache.length ?? 0;
    stacked.reserve(length);
    stacked.length = length;
    for (const [row, source] of sources.entries())
      for (const kind of ['keys', 'values'] as const)
        for (const [layer, to] of stacked[kind].entries())
          source.cache.copyText(kind, layer, source.row, { to, row, cap: stacked.cap });
    return stacked;
  }

  move(moves: readonly Move[]): void {
    const text = (this.H / this.rows) * this.d * this.cap;
    for (const array of [...this.keys, ...this.values])
      for (const { from, to } of moves) array.copyWithin(to * text, from * text, (from + 1) * text);
  }

  private copyText(
    kind: 'keys' | 'values',
    layer: number,
    row: number,
    target: { readonly to: Float32Array; readonly row: number; readonly cap: number },
  ): void {
    const { length, cap, d } = this;
    const from = this[kind][layer] ?? new Float32Array();
    const H = this.H / this.rows;
    const [runs, size] = kind === 'keys' ? [H * d, 1] : [H, d];
    for (let run = 0; run < runs; run++) {
      const start = (row * runs + run) * cap * size;
      const values = from.subarray(start, start + length * size);
      target.to.set(values, (target.row * runs + run) * target.cap * size);
    }
  }

  /** Makes room for `count` more tokens. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.cap) return;
    const { H, d, length } = this;
    const cap = Math.min(this.most, Math.ceil(needed / BUCKET) * BUCKET);
    // keys are H · d runs of places, values H runs of places of d numbers
    for (const [arrays, runs, size] of [
      [this.keys, H * d, 1],
      [this.values, H, d],
    ] as const)
      for (const [layer, old] of arrays.entries()) {
        const grown = new Float32Array(H * cap * d);
        for (let run = 0; run < runs; run++) {
          const from = run * this.cap * size;
          grown.set(old.subarray(from, from + length * size), run * cap * size);
        }
        arrays[layer] = grown;
      }
    this.cap = cap;
  }

  release(): void {
    this.keys.length = 0;
    this.values.length = 0;
  }
}
