/** Keys and values on the GPU for looking inside: [H, cap, d_head] for each layer, grown by pieces. */
import type { Gpt2Config } from '../../config.ts';
import type { Cache } from '../runner.ts';
import type { GpuMemory } from './memory.ts';

const BUCKET = 128;

export class GpuCache implements Cache {
  length = 0;
  cap = 1;
  /** Keys and values in turn: two buffers for each layer. */
  buffers: GPUBuffer[];
  private readonly memory: GpuMemory;
  private readonly H: number;
  private readonly d: number;
  private readonly most: number;

  constructor(memory: GpuMemory, config: Gpt2Config) {
    this.memory = memory;
    this.H = config.n_head;
    this.d = config.n_embd / config.n_head;
    this.most = config.n_positions;
    this.buffers = this.allocate(config.n_layer * 2, 1);
  }

  /** Appends `count` rows per head from `sources` (as in `buffers`), [H, count, d_head] each. */
  append(encoder: GPUCommandEncoder, sources: readonly GPUBuffer[], count: number): GPUBuffer[] {
    const outgrown = this.reserve(encoder, count);
    for (const [i, to] of this.buffers.entries()) {
      const from = sources[i];
      if (from !== undefined)
        copyRows(encoder, this.H, this.d, count, from, count, 0, to, this.cap, this.length);
    }
    this.length += count;
    return outgrown;
  }

  /** Copies all rows into buffers of `cap` places. */
  copyTo(encoder: GPUCommandEncoder, targets: readonly GPUBuffer[], cap: number): void {
    for (const [i, from] of this.buffers.entries()) {
      const to = targets[i];
      if (to !== undefined)
        copyRows(encoder, this.H, this.d, this.length, from, this.cap, 0, to, cap, 0);
    }
  }

  release(): void {
    for (const buffer of this.buffers) this.memory.free(buffer);
    this.buffers = [];
  }

  private reserve(encoder: GPUCommandEncoder, count: number): GPUBuffer[] {
    const needed = this.length + count;
    if (needed <= this.cap) return [];
    const cap = Math.min(this.most, Math.ceil(needed / BUCKET) * BUCKET);
    const old = this.buffers;
    this.buffers = this.allocate(old.length, cap);
    if (this.length > 0)
      for (const [i, from] of old.entries()) {
        const to = this.buffers[i];
        if (to !== undefined)
          copyRows(encoder, this.H, this.d, this.length, from, this.cap, 0, to, cap, 0);
      }
    this.cap = cap;
    return old;
  }

  private allocate(count: number, cap: number): GPUBuffer[] {
    const bytes = this.H * cap * this.d * 4;
    return Array.from({ length: count }, () => this.memory.buffer(bytes));
  }
}

/** Copies `count` rows of each head between buffers with different room per head. */
function copyRows(
  encoder: GPUCommandEncoder,
  H: number,
  d: number,
  count: number,
  from: GPUBuffer,
  fromCap: number,
  fromRow: number,
  to: GPUBuffer,
  toCap: number,
  toRow: number,
): void {
  const row = d * 4;
  for (let h = 0; h < H; h++)
    encoder.copyBufferToBuffer(
      from,
      (h * fromCap + fromRow) * row,
      to,
      (h * toCap + toRow) * row,
      count * row,
    );
}
