/**
 * Writing on, on the GPU: buffers that stay where they are, one graph for a whole step, recorded
 * once and replayed (a step then costs the processor about a millisecond instead of five).
 */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../../config.ts';
import {
  decodeGraph,
  decodePattern,
  keyCache,
  keyCacheNext,
  valueCache,
  valueCacheNext,
  type Attention,
} from '../../graph/decode.ts';
import type { Graph } from '../../graph/onnx.ts';
import { createSession, guard, type Ort, type ReadWeight } from '../session.ts';
import type { GpuCache } from './cache.ts';
import type { GpuMemory } from './memory.ts';

const HIDDEN = -1e30;

/** Runs that must not be recorded carry this id. */
const UNRECORDED = { extra: { gpu_graph_id: '-1' } };

export class GpuDecoder {
  readonly attention: Attention;
  /** Tokens in the cache. */
  length = 0;
  private warm = false;
  private readonly one: InferenceSession;
  private readonly many: InferenceSession | null;
  private readonly memory: GpuMemory;
  private readonly config: Gpt2Config;
  private readonly feeds: Record<string, Tensor>;
  private readonly fetches: Record<string, Tensor>;
  private readonly x: GPUBuffer;
  private readonly logits: GPUBuffer;
  private readonly place: GPUBuffer;
  private readonly mask: GPUBuffer;
  private readonly caches: GPUBuffer[];
  private readonly patterns: GPUBuffer[];

  private constructor(
    one: InferenceSession,
    many: InferenceSession | null,
    memory: GpuMemory,
    config: Gpt2Config,
    attention: Attention,
    weights: Record<string, Tensor>,
    caches: GPUBuffer[],
  ) {
    this.one = one;
    this.many = many;
    this.memory = memory;
    this.config = config;
    this.attention = attention;
    const { n_layer: L, n_head: H, n_embd: D, n_positions: N, vocab_size: V } = config;
    const layers = Array.from({ length: L }, (_, i) => i);
    this.caches = caches;
    this.x = memory.buffer(D * 4);
    this.logits = memory.buffer(V * 4);
    this.place = memory.buffer(attention === 'fused' ? 4 : D * 8);
    this.mask = memory.buffer(attention === 'fused' ? 4 : N * 4);
    this.patterns = attention === 'plain' ? layers.map(() => memory.buffer(H * N * 4)) : [];
    this.feeds = { ...weights, x: memory.tensor(this.x, [1, D]) };
    this.fetches = { logits: memory.tensor(this.logits, [1, V]) };
    if (attention === 'fused') {
      memory.write(this.mask, Int32Array.of(N));
      this.feeds['last'] = memory.tensor(this.place, [1], 'int32');
      this.feeds['total'] = memory.tensor(this.mask, [1], 'int32');
    } else {
      this.feeds['place'] = memory.tensor(this.place, [H, 1, D / H], 'int64');
      this.feeds['mask'] = memory.tensor(this.mask, [1, 1, N]);
    }
    const shape = attention === 'fused' ? [1, H, N, D / H] : [H, N, D / H];
    for (const i of layers) {
      for (const [before, after, buffer] of [
        [keyCache(i), keyCacheNext(i), caches[2 * i]],
        [valueCache(i), valueCacheNext(i), caches[2 * i + 1]],
      ] as const) {
        if (buffer === undefined) continue;
        this.feeds[before] = memory.tensor(buffer, shape);
        this.fetches[after] = memory.tensor(buffer, shape);
      }
      const pattern = this.patterns[i];
      if (pattern !== undefined) this.fetches[decodePattern(i)] = memory.tensor(pattern, [H, 1, N]);
    }
  }

  /** `capture` asks onnxruntime to record the step. Caches are shared between decoders. */
  static async create(
    ort: Ort,
    memory: GpuMemory,
    config: Gpt2Config,
    readWeight: ReadWeight,
    options: {
      head: 'wte' | 'lm_head';
      attention: Attention;
      capture: boolean;
      caches: GPUBuffer[];
    },
  ): Promise<GpuDecoder> {
    const { head, attention, capture, caches } = options;
    const { device } = memory.gpu;
    const make = (graph: Graph, record: boolean): Promise<InferenceSession> =>
      createSession(
        ort,
        graph,
        readWeight,
        {
          executionProviders: [{ name: 'webgpu', device }],
          preferredOutputLocation: 'gpu-buffer',
          extra: { session: { disable_cpu_ep_fallback: '1' } },
        },
        record,
      );
    const graph = decodeGraph(config, head, attention, 'one');
    const weights = await memory.weightFeeds(graph, readWeight);
    const one = await make(graph, capture);
    const many =
      attention === 'fused' ? await make(decodeGraph(config, head, 'fused', 'many'), false) : null;
    return new GpuDecoder(one, many, memory, config, attention, weights, caches);
  }

  /** Starts a new text; with a cache, after what that holds. */
  start(cache?: GpuCache): void {
    this.length = cache?.length ?? 0;
    if (cache === undefined) return;
    const encoder = this.memory.gpu.device.createCommandEncoder();
    cache.copyTo(encoder, this.caches, this.config.n_positions);
    this.memory.gpu.device.queue.submit([encoder.finish()]);
  }

  /** Reads S embedded tokens [S, D] (`plain`: one). Patterns [L, H, length] of the last on request. */
  async step(
    x: Float32Array,
    patterns = false,
  ): Promise<{ logits: Float32Array; patterns: Float32Array | null }> {
    const { n_embd: D, n_head: H, n_positions: N, vocab_size: V } = this.config;
    const S = x.length / D;
    this.length += S;
    this.writePlace();
    if (S === 1) await this.runOne(x);
    else await this.runMany(x, S);
    const sources = [{ buffer: this.logits, floats: V }];
    if (patterns) sources.push(...this.patterns.map((buffer) => ({ buffer, floats: H * N })));
    const [logits = new Float32Array(), ...rows] = await this.memory.read(sources);
    return { logits, patterns: patterns ? this.cut(rows) : null };
  }

  async release(): Promise<void> {
    await this.one.release();
    await this.many?.release();
  }

  private async runOne(x: Float32Array): Promise<void> {
    this.memory.write(this.x, x);
    // the first run compiles the kernels; recording comes after, without that
    const options = this.warm ? {} : UNRECORDED;
    this.warm = true;
    await guard(() => this.one.run(this.feeds, this.fetches, options));
  }

  private async runMany(x: Float32Array, S: number): Promise<void> {
    const { many } = this;
    if (many === null) throw new Error('this decoder reads one token at a time');
    const buffer = this.memory.buffer(x.byteLength);
    this.memory.write(buffer, x);
    const feeds = { ...this.feeds, x: this.memory.tensor(buffer, [S, this.config.n_embd]) };
    await guard(() => many.run(feeds, this.fetches));
    this.memory.free(buffer);
  }

  private writePlace(): void {
    const { n_embd: D, n_positions: N } = this.config;
    const last = this.length - 1;
    if (this.attention === 'fused') {
      this.memory.write(this.place, Int32Array.of(last));
      return;
    }
    this.memory.write(this.place, new BigInt64Array(D).fill(BigInt(last)));
    this.memory.write(this.mask, new Float32Array(N).fill(HIDDEN, this.length));
  }

  private cut(rows: readonly Float32Array[]): Float32Array {
    const { n_head: H, n_positions: N } = this.config;
    const out = new Float32Array(rows.length * H * this.length);
    for (const [i, row] of rows.entries())
      for (let h = 0; h < H; h++)
        out.set(row.subarray(h * N, h * N + this.length), (i * H + h) * this.length);
    return out;
  }
}
