/** The WebGPU backend: weights in GPU buffers, shared by a graph that shows all and one that writes. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../../config.ts';
import { neutralGates } from '../../gates.ts';
import { FINAL, blocksGraph, newKey, newValue, pastKey, pastValue } from '../../graph/blocks.ts';
import type { Attention } from '../../graph/decode.ts';
import { unembedGraph } from '../../graph/unembed.ts';
import { cutGap, isByColumn } from '../columns.ts';
import { gateFeeds } from '../gate-feeds.ts';
import type { Cache, CacheRow, Decoder, Forward, ForwardRequest, Runner } from '../runner.ts';
import { createSession, guard, type Ort, type ReadWeight } from '../session.ts';
import { newTokens, sharedFeeds } from '../shared-feeds.ts';
import { GpuCache } from './cache.ts';
import { GpuDecoder } from './decoder.ts';
import type { Gpu } from './device.ts';
import { GpuMemory } from './memory.ts';

export interface GpuOptions {
  readonly head: 'wte' | 'lm_head';
  /** Attention while writing; looking inside always writes it out. */
  readonly attention: Attention;
  /** Record a decoding step and replay it. */
  readonly capture: boolean;
}

/** Uploads the weights and makes the sessions. */
export async function gpuRunner(
  ort: Ort,
  gpu: Gpu,
  config: Gpt2Config,
  readWeight: ReadWeight,
  options: GpuOptions,
): Promise<Runner> {
  const memory = new GpuMemory(ort, gpu);
  try {
    return await GpuRunner.create(ort, memory, config, readWeight, options);
  } catch (error) {
    memory.release();
    throw error;
  }
}

interface Look {
  readonly session: InferenceSession;
  readonly weights: Record<string, Tensor>;
}

class GpuRunner implements Runner {
  readonly backend = 'webgpu';
  readonly dtype = 'fp32';
  readonly threads = 1;
  readonly adapter: string;
  readonly runtime: string;
  readonly graphCapture: boolean;
  private readonly ort: Ort;
  private readonly memory: GpuMemory;
  private readonly config: Gpt2Config;
  private readonly blocks: Look;
  private readonly head: Look;
  private readonly writer: GpuDecoder;
  private readonly plain: () => Promise<GpuDecoder>;
  private plainDecoder: GpuDecoder | null = null;

  private constructor(
    ort: Ort,
    memory: GpuMemory,
    config: Gpt2Config,
    graphCapture: boolean,
    blocks: Look,
    head: Look,
    writer: GpuDecoder,
    plain: () => Promise<GpuDecoder>,
  ) {
    this.ort = ort;
    this.runtime = ort.env.versions.web ?? '';
    this.memory = memory;
    this.config = config;
    this.adapter = memory.gpu.adapter;
    this.graphCapture = graphCapture;
    this.blocks = blocks;
    this.head = head;
    this.writer = writer;
    this.plain = plain;
  }

  static async create(
    ort: Ort,
    memory: GpuMemory,
    config: Gpt2Config,
    readWeight: ReadWeight,
    { head, attention, capture }: GpuOptions,
  ): Promise<GpuRunner> {
    const look = async (graph: ReturnType<typeof blocksGraph>): Promise<Look> => ({
      weights: await memory.weightFeeds(graph, readWeight),
      session: await createSession(ort, graph, readWeight, {
        executionProviders: [{ name: 'webgpu', device: memory.gpu.device }],
        preferredOutputLocation: 'gpu-buffer',
        extra: { session: { disable_cpu_ep_fallback: '1' } },
      }),
    });
    const blocks = await look(blocksGraph(config, 'inputs'));
    const unembed = await look(unembedGraph(config, head, 'inputs'));
    const { n_layer: L, n_embd: D, n_positions: N } = config;
    const caches = Array.from({ length: 2 * L }, () => memory.buffer(D * N * 4));
    const decoder = (form: Attention): Promise<GpuDecoder> =>
      GpuDecoder.create(ort, memory, config, readWeight, {
        head,
        attention: form,
        capture,
        caches,
      });
    const writer = await decoder(attention);
    const plain = (): Promise<GpuDecoder> => decoder('plain');
    return new GpuRunner(ort, memory, config, capture, blocks, unembed, writer, plain);
  }

  newCache(): GpuCache {
    return new GpuCache(this.memory, this.config);
  }

  stack(rows: readonly CacheRow[]): GpuCache {
    const sources = rows.map(({ cache, row }) => ({ cache: ownCache(cache), row }));
    return GpuCache.of(this.memory, this.config, sources);
  }

  forward(request: ForwardRequest): Promise<Forward> {
    return this.memory.gpu.attempt(() => this.forwardOnce(request));
  }

  unembed(rows: Float32Array): Promise<Float32Array> {
    return this.memory.gpu.attempt(() => this.unembedOnce(rows));
  }

  private async forwardOnce({ x, fetch, gates, ...request }: ForwardRequest): Promise<Forward> {
    const cache = ownCache(request.cache);
    const { n_layer: L, n_head, n_embd: D } = this.config;
    const { cap, length, rows: B } = cache;
    const S = newTokens(x, this.config, B);
    const place = { S, cap, length };
    const float = (shape: readonly number[], data: Float32Array): Tensor =>
      new this.ort.Tensor('float32', data, shape);
    const feeds: Record<string, Tensor> = {
      ...this.blocks.weights,
      ...gateFeeds(float, this.config, gates ?? neutralGates(this.config), place, undefined, B),
      ...sharedFeeds(this.ort, this.config, { ...place, B }),
      x: float([B * S, D], x),
    };
    const layers = Array.from({ length: L }, (_, i) => i);
    const shape = [B * n_head, cap, D / n_head];
    for (const i of layers)
      for (const [name, buffer] of [
        [pastKey(i), cache.buffers[2 * i]],
        [pastValue(i), cache.buffers[2 * i + 1]],
      ] as const)
        if (buffer !== undefined) feeds[name] = this.memory.tensor(buffer, shape);
    const rows = layers.flatMap((i) => [newKey(i), newValue(i)]);
    const names = [FINAL, ...fetch];
    const out = await guard(() => this.blocks.session.run(feeds, [...names, ...rows]));
    const sources = names.map((name) => ({
      buffer: gpuBuffer(out, name),
      floats: out[name]?.size ?? 0,
    }));
    let outgrown: GPUBuffer[] = [];
    const [final = new Float32Array(), ...read] = await this.memory.read(sources, (encoder) => {
      const added = rows.map((name) => gpuBuffer(out, name));
      outgrown = cache.append(encoder, added, S);
    });
    for (const buffer of outgrown) this.memory.free(buffer);
    for (const tensor of Object.values(out)) tensor.dispose();
    const fetched = new Map(
      fetch.map((name, i) => {
        const data = read[i] ?? new Float32Array();
        return [name, isByColumn(name) ? cutGap(data, S, cap, length) : data];
      }),
    );
    return { final, fetched };
  }

  private async unembedOnce(rows: Float32Array): Promise<Float32Array> {
    const D = this.config.n_embd;
    const input = new this.ort.Tensor('float32', rows, [rows.length / D, D]);
    const feeds = { ...this.head.weights, rows: input };
    const out = await guard(() => this.head.session.run(feeds, ['logits']));
    const source = { buffer: gpuBuffer(out, 'logits'), floats: out['logits']?.size ?? 0 };
    const [logits = new Float32Array()] = await this.memory.read([source]);
    for (const tensor of Object.values(out)) tensor.dispose();
    return logits;
  }

  newDecoder(patterns: boolean): Promise<Decoder> {
    return patterns || this.writer.attention === 'plain'
      ? this.plainWriter(patterns)
      : Promise.resolve(this.fusedWriter());
  }

  async release(): Promise<void> {
    for (const decoder of new Set([this.writer, this.plainDecoder])) await decoder?.release();
    await this.blocks.session.release();
    await this.head.session.release();
    this.memory.release();
  }

  private fusedWriter(): Decoder {
    this.writer.start();
    const { attempt } = this.memory.gpu;
    return { step: (x) => attempt(() => this.writer.step(x)), release: () => undefined };
  }

  /** The prompt is read with the graph that shows all; its keys and values then move over. */
  private async plainWriter(patterns: boolean): Promise<Decoder> {
    if (this.writer.attention === 'plain') this.plainDecoder = this.writer;
    this.plainDecoder ??= await this.plain();
    const decoder = this.plainDecoder;
    const D = this.config.n_embd;
    decoder.start();
    return {
      step: async (x) => {
        if (x.length > D) {
          const cache = this.newCache();
          // all but the last token
          await this.forward({ x: x.slice(0, -D), cache, fetch: [], gates: null });
          decoder.start(cache);
          cache.release();
        }
        return this.memory.gpu.attempt(() => decoder.step(x.slice(-D), patterns));
      },
      release: () => undefined,
    };
  }
}

function ownCache(cache: Cache): GpuCache {
  if (cache instanceof GpuCache) return cache;
  throw new Error('a cache of another backend');
}

function gpuBuffer(out: InferenceSession.ReturnType, name: string): GPUBuffer {
  const tensor = out[name];
  if (tensor === undefined) throw new Error(`no output: ${name}`);
  return tensor.gpuBuffer as GPUBuffer;
}
