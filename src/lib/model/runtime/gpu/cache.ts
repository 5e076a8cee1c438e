/**
 * Keys and values on the GPU for looking inside: [H, cap, d_head] for each layer, grown by pieces. The
 * heads of several texts follow each other: B · H heads.
 */
import type { Gpt2Config } from '../../config.ts';
import type { Cache, Move } from '../runner.ts';
import type { GpuMemory } from './memory.ts';

const BUCKET = 128;

export class GpuCache implements Cache {
  length = 0;
  cap = 1;
  /** Keys and values in turn: two buffers for each layer. */
  buffers: GPUBuffer[];
  readonly rows: number;
  private scratch: GPUBuffer | null = null;
  private readonly memory: GpuMemory;
  private readonly H: number;
  private readonly d: number;
  private readonly most: number;

  constructor(memory: GpuMemory, config: Gpt2Config, rows = 1) {
    this.memory = memory;
    this.rows = rows;
    this.H = config.n_head * rows;
    this.d = config.n_embd / config.n_head;
    this.most = config.n_positions;
    this.buffers = this.allocate(config.n_layer * 2, 1);
  }

  /** A cache of several texts, each a copy of one in a cache of its own or of several. */
  static of(
    memory: GpuMemory,
    config: Gpt2Config,
    sources: readonly { cache: GpuCache; row: number }[],
  ): GpuCache {
    const stacked = new GpuCache(memory, config, sources.length);
    const { device } = memory.gpu;
    const encoder = device.createCommandEncoder();
    const length = sources[0]?.cache.length ?? 0;
    for (const buffer of stacked.reserve(encoder, length)) memory.free(buffer);
    stacked.length = length;
    for (const [row, source] of sources.entries())
      source.cache.copyText(encoder, source.row, stacked, row);
    device.queue.submit([encoder.finish()]);
    return stacked;
  }

  /** On the device, through a buffer for one text: a buffer cannot be copied into itself. */
  move(moves: readonly Move[]): void {
    if (moves.length === 0) return;
    const text = (this.H / this.rows) * this.cap * this.d * 4;
    const { device } = this.memory.gpu;
    if (this.scratch !== null && this.scratch.size < text) this.freeScratch();
    const scratch = (this.scratch ??= this.memory.buffer(text));
    const encoder = device.createCommandEncoder();
    for (const buffer of this.buffers)
      for (const { from, to } of moves) {
        encoder.copyBufferToBuffer(buffer, from * text, scratch, 0, text);
        encoder.copyBufferToBuffer(scratch, 0, buffer, to * text, text);
      }
    device.queue.submit([encoder.finish()]);
  }

  private copyText(encoder: GPUCommandEncoder, row: number, target: GpuCache, to: number): void {
    const H = this.H / this.rows;
    for (const [i, from] of this.buffers.entries()) {
      const buffer = target.buffers[i];
      if (buffer === undefined) continue;
      const [fromRow, toRow] = [row * H * this.cap, to * H * target.cap];
      copyRows(encoder, H, this.d, this.length, from, this.cap, fromRow, buffer, target.cap, toRow);
    }
  }

  private freeScratch(): void {
    if (this.scratch !== null) this.memory.free(this.scratch);
    this.scratch = null;
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
    this.freeScratch();
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
