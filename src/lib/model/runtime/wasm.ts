/** The WASM backend: one session for the blocks, one for the unembedding, float32 weights. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../config.ts';
import { neutralGates, type GateValues } from '../gates.ts';
import { FINAL, blocksGraph, newKey, newValue, pastKey, pastValue } from '../graph/blocks.ts';
import { unembedGraph } from '../graph/unembed.ts';
import { causalMask, cutGap, isByColumn } from './columns.ts';
import { gateFeeds } from './gate-feeds.ts';
import { RowCache } from './row-cache.ts';
import type { Cache, Forward, ForwardRequest, Runner } from './runner.ts';
import { createSession, floats, guard, type Ort, type ReadWeight } from './session.ts';

export interface WasmOptions {
  readonly head: 'wte' | 'lm_head';
  readonly threads: number;
}

/** Makes the two sessions. The weights are read tensor by tensor and dropped when copied. */
export async function wasmRunner(
  ort: Ort,
  config: Gpt2Config,
  readWeight: ReadWeight,
  { head, threads }: WasmOptions,
): Promise<Runner> {
  const options: InferenceSession.SessionOptions = { executionProviders: ['wasm'] };
  const unembed = await createSession(
    ort,
    unembedGraph(config, head, 'initializers'),
    readWeight,
    options,
  );
  const blocks = await createSession(ort, blocksGraph(config, 'initializers'), readWeight, options);
  return new WasmRunner(ort, config, blocks, unembed, threads);
}

class WasmRunner implements Runner {
  readonly backend = 'wasm';
  readonly dtype = 'fp32';
  readonly adapter = null;
  readonly graphCapture = false;
  readonly threads: number;
  private readonly ort: Ort;
  private readonly config: Gpt2Config;
  private readonly blocks: InferenceSession;
  private readonly head: InferenceSession;
  private readonly neutral: GateValues;

  constructor(
    ort: Ort,
    config: Gpt2Config,
    blocks: InferenceSession,
    head: InferenceSession,
    threads: number,
  ) {
    this.ort = ort;
    this.config = config;
    this.blocks = blocks;
    this.head = head;
    this.threads = threads;
    this.neutral = neutralGates(config);
  }

  newCache(): RowCache {
    return new RowCache(this.config);
  }

  newDecoder(): null {
    return null;
  }

  async forward({ x, cache, fetch, gates }: ForwardRequest): Promise<Forward> {
    const past = ownCache(cache);
    const { n_layer: L, n_head: H, n_embd: D } = this.config;
    const S = x.length / D;
    const { cap, length } = past;
    const feeds: Record<string, Tensor> = {
      x: this.float([S, D], x),
      mask: this.float([S, cap + S], causalMask(S, cap, length)),
      split: new this.ort.Tensor('int64', BigInt64Array.of(BigInt(cap), BigInt(S)), [2]),
      ...gateFeeds(this.float, this.config, gates ?? this.neutral, { S, cap, length }),
    };
    const layers = Array.from({ length: L }, (_, i) => i);
    for (const i of layers) {
      const shape = [H, cap, D / H];
      feeds[pastKey(i)] = this.float(shape, past.keys[i] ?? new Float32Array());
      feeds[pastValue(i)] = this.float(shape, past.values[i] ?? new Float32Array());
    }
    const wanted = [FINAL, ...fetch, ...layers.flatMap((i) => [newKey(i), newValue(i)])];
    const out = await guard(() => this.blocks.run(feeds, wanted));
    past.reserve(S);
    for (const i of layers)
      past.write(i, floats(out[newKey(i)], newKey(i)), floats(out[newValue(i)], newValue(i)));
    past.length += S;
    const fetched = new Map<string, Float32Array>();
    for (const name of fetch) {
      const data = floats(out[name], name);
      fetched.set(name, isByColumn(name) ? cutGap(data, S, cap, length) : data);
    }
    return { final: floats(out[FINAL], FINAL), fetched };
  }

  async unembed(rows: Float32Array): Promise<Float32Array> {
    const D = this.config.n_embd;
    const feeds = { rows: this.float([rows.length / D, D], rows) };
    const out = await guard(() => this.head.run(feeds, ['logits']));
    return floats(out['logits'], 'logits');
  }

  async release(): Promise<void> {
    await this.blocks.release();
    await this.head.release();
  }

  private readonly float = (shape: readonly number[], data: Float32Array): Tensor =>
    new this.ort.Tensor('float32', data, shape);
}

function ownCache(cache: Cache): RowCache {
  if (cache instanceof RowCache) return cache;
  throw new Error('a cache of another backend');
}
