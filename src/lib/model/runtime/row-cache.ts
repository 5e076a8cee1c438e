/**
 * Keys and values on WASM: one array [H, cap, d_head] for each layer, filled row by row.
 * The graph gives only the new rows and takes the whole array with its empty places masked, so a
 * step copies the past once instead of three times, and shapes change only every 64 tokens.
 */
import type { Gpt2Config } from '../config.ts';
import type { Cache } from './runner.ts';

const BUCKET = 64;

export class RowCache implements Cache {
  length = 0;
  /** Places per head; at least one, so that no tensor is empty. */
  cap = 1;
  readonly keys: Float32Array[];
  readonly values: Float32Array[];
  private readonly H: number;
  private readonly d: number;
  private readonly most: number;

  constructor(config: Gpt2Config) {
    this.H = config.n_head;
    this.d = config.n_embd / config.n_head;
    this.most = config.n_positions;
    const empty = (): Float32Array => new Float32Array(this.H * this.d);
    this.keys = Array.from({ length: config.n_layer }, empty);
    this.values = Array.from({ length: config.n_layer }, empty);
  }

  /** Appends the rows [H, S, d_head] of one layer at the places from `length` on. */
  write(layer: number, key: Float32Array, value: Float32Array): void {
    for (const [all, rows] of [
      [this.keys[layer], key],
      [this.values[layer], value],
    ] as const) {
      const S = rows.length / (this.H * this.d);
      for (let h = 0; h < this.H; h++)
        all?.set(
          rows.subarray(h * S * this.d, (h + 1) * S * this.d),
          (h * this.cap + this.length) * this.d,
        );
    }
  }

  /** Makes room for `count` more tokens. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.cap) return;
    const cap = Math.min(this.most, Math.ceil(needed / BUCKET) * BUCKET);
    for (const arrays of [this.keys, this.values])
      for (const [layer, old] of arrays.entries()) {
        const grown = new Float32Array(this.H * cap * this.d);
        for (let h = 0; h < this.H; h++) {
          const from = h * this.cap * this.d;
          grown.set(old.subarray(from, from + this.length * this.d), h * cap * this.d);
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
