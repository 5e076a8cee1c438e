/** The WASM backend: sessions of a few blocks each, one for the unembedding, float32 weights. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Gpt2Config } from '../config.ts';
import { neutralGates } from '../gates.ts';
import {
  FINAL,
  blocksGraph,
  newKey,
  newValue,
  pastKey,
  pastValue,
  type Layers,
} from '../graph/blocks.ts';
import { unembedGraph } from '../graph/unembed.ts';
import { cutGap, isByColumn } from './columns.ts';
import { gateFeeds } from './gate-feeds.ts';
import { RowCache } from './row-cache.ts';
import type { Cache, CacheRow, Forward, ForwardRequest, Runner } from './runner.ts';
import { newTokens, sharedFeeds } from './shared-feeds.ts';
import { createSession, floats, guard, type Ort, type ReadWeight } from './session.ts';

export interface WasmOptions {
  readonly head: 'wte' | 'lm_head';
  readonly threads: number;
  /** Weights of the blocks in one session at most; less takes less memory to load. */
  readonly sessionBytes?: number;
}

/**
 * Makes the sessions. onnxruntime copies all weights of a session before it lets go of any, so a
 * session has 200 MB of them at most; the largest, the token table, comes first, and what it
 * leaves behind in the heap has room for the others.
 */
export async function wasmRunner(
  ort: Ort,
  config: Gpt2Config,
  readWeight: ReadWeight,
  { head, threads, sessionBytes = 200e6 }: WasmOptions,
): Promise<Runner> {
  const options: InferenceSession.SessionOptions = { executionProviders: ['wasm'] };
  const make = (graph: ReturnType<typeof blocksGraph>): Promise<InferenceSession> =>
    createSession(ort, graph, readWeight, options);
  const unembed = await make(unembedGraph(config, head, 'initializers'));
  const blocks: Blocks[] = [];
  const gates = neutralGates(config);
  const nowhere = { S: 0, cap: 0, length: 0 }; // neutral gates are the same for every place
  const float = floatsOf(ort);
  for (const layers of divide(config, sessionBytes)) {
    const session = await make(blocksGraph(config, 'initializers', layers, 'columns'));
    blocks.push({ ...layers, session, neutral: gateFeeds(float, config, gates, nowhere, layers) });
  }
  return new WasmRunner(ort, config, blocks, unembed, threads);
}

/** A session and the blocks that it computes. */
interface Blocks extends Layers {
  readonly session: InferenceSession;
  /** What its gates are fed where nothing is edited. */
  readonly neutral: Readonly<Record<string, Tensor>>;
}

class WasmRunner implements Runner {
  readonly backend = 'wasm';
  readonly dtype = 'fp32';
  readonly adapter = null;
  readonly graphCapture = false;
  readonly threads: number;
  readonly runtime: string;
  private readonly ort: Ort;
  private readonly config: Gpt2Config;
  private readonly blocks: readonly Blocks[];
  private readonly head: InferenceSession;
  private readonly float: Floats;

  constructor(
    ort: Ort,
    config: Gpt2Config,
    blocks: readonly Blocks[],
    head: InferenceSession,
    threads: number,
  ) {
    this.ort = ort;
    this.config = config;
    this.blocks = blocks;
    this.head = head;
    this.threads = threads;
    this.runtime = ort.env.versions.web ?? '';
    this.float = floatsOf(ort);
  }

  newCache(): RowCache {
    return new RowCache(this.config);
  }

  stack(rows: readonly CacheRow[]): RowCache {
    const sources = rows.map(({ cache, row }) => ({ cache: ownCache(cache), row }));
    return RowCache.of(this.config, sources);
  }

  newDecoder(): null {
    return null;
  }

  async forward({ x, cache, fetch, gates }: ForwardRequest): Promise<Forward> {
    const past = ownCache(cache);
    const { cap, length, rows: B } = past;
    const S = newTokens(x, this.config, B);
    const place = { S, cap, length };
    const shared = sharedFeeds(this.ort, this.config, { ...place, B });
    const rows: { layer: number; key: Float32Array; value: Float32Array }[] = [];
    const fetched = new Map<string, Float32Array>();
    let final = x;
    for (const { session, neutral, ...layers } of this.blocks) {
      const { from, to } = layers;
      const edits =
        gates === null ? neutral : gateFeeds(this.float, this.config, gates, place, layers, B);
      const indices = Array.from({ length: to - from }, (_, i) => from + i);
      const names = fetch.filter((name) => session.outputNames.includes(name));
      const out = await guard(() =>
        session.run({ ...edits, ...this.feeds(final, past, layers), ...shared }, [
          FINAL,
          ...names,
          ...indices.flatMap((i) => [newKey(i), newValue(i)]),
        ]),
      );
      for (const i of indices)
        rows.push({
          layer: i,
          key: floats(out[newKey(i)], newKey(i)),
          value: floats(out[newValue(i)], newValue(i)),
        });
      for (const name of names) {
        const data = floats(out[name], name);
        fetched.set(name, isByColumn(name) ? cutGap(data, S, cap, length) : data);
      }
      final = floats(out[FINAL], FINAL);
    }
    past.reserve(S);
    for (const { layer, key, value } of rows) past.write(layer, key, value);
    past.length += S;
    return { final, fetched };
  }

  async unembed(rows: Float32Array): Promise<Float32Array> {
    const D = this.config.n_embd;
    const feeds = { rows: this.float([rows.length / D, D], rows) };
    const out = await guard(() => this.head.run(feeds, ['logits']));
    return floats(out['logits'], 'logits');
  }

  async release(): Promise<void> {
    for (const { session } of this.blocks) await session.release();
    await this.head.release();
  }

  private feeds(x: Float32Array, past: RowCache, { from, to }: Layers): Record<string, Tensor> {
    const { n_head, n_embd: D } = this.config;
    const [H, d] = [past.rows * n_head, D / n_head];
    const feeds: Record<string, Tensor> = { x: this.float([x.length / D, D], x) };
    for (let i = from; i < to; i++) {
      feeds[pastKey(i)] = this.float([H, d, past.cap], past.keys[i] ?? new Float32Array());
      feeds[pastValue(i)] = this.float([H, past.cap, d], past.values[i] ?? new Float32Array());
    }
    return feeds;
  }
}

type Floats = (shape: readonly number[], data: Float32Array) => Tensor;
const floatsOf =
  (ort: Ort): Floats =>
  (shape, data) =>
    new ort.Tensor('float32', data, shape);

/** As many blocks to a session as fit. A block has 4 D² weights of attention and 2 D n_inner of MLP. */
function divide({ n_layer: L, n_embd: D, n_inner }: Gpt2Config, most: number): Layers[] {
  const bytes = 4 * (4 * D * D + 2 * D * n_inner);
  const each = Math.max(1, Math.floor(most / bytes));
  return Array.from({ length: Math.ceil(L / each) }, (_, i) => ({
    from: i * each,
    to: Math.min(L, (i + 1) * each),
  }));
}

function ownCache(cache: Cache): RowCache {
  if (cache instanceof RowCache) return cache;
  throw new Error('a cache of another backend');
}
