import { createTokenizer, type Tokenizer } from '#lib/bpe/index.ts';
import type { Engine, EngineInfo, Generated, Run, RunOptions, Tensor } from '#lib/model/api.ts';
import { writeBestOf } from '#lib/model/best-of.ts';
import type { Gpt2Config } from '#lib/model/config.ts';
import { LocalTables } from '#lib/model/tables.ts';
import { ModelError } from '#lib/model/errors.ts';
import {
  createRng,
  foundBeams,
  logSoftmax,
  runningBeams,
  sample,
  startBeams,
  stepBeams,
} from '#lib/sampling/index.ts';
import { nextToken } from '#lib/state/distribution.ts';
import { stagesOf } from '#lib/state/stages.ts';
import type { StoredRun } from '#lib/state/stored.ts';

/** A model of 257 tokens (the bytes and end of text), one layer, two heads, eight positions. */
export const config: Gpt2Config = {
  n_layer: 1,
  n_head: 2,
  n_embd: 4,
  n_positions: 8,
  vocab_size: 257,
  n_inner: 16,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 256,
};

export const tokenizer: Tokenizer = createTokenizer({ merges: [] });

/** Logits that depend on the last id alone: near (id + 1) mod 257 they are high. */
export function logitsAfter(id: number): Float32Array {
  return Float32Array.from({ length: 257 }, (_, v) => -Math.abs(v - ((id + 1) % 257)) / 4);
}

/** An engine that can be held up: while `gate` is closed every pass and step waits. */
export class FakeEngine implements Engine {
  readonly info: EngineInfo = {
    ...{ model: 'fake', config, parameters: 0, backend: 'wasm', dtype: 'fp32', adapter: null },
    ...{ threads: 1, graphCapture: false, rejected: [] },
    selfCheck: { status: 'not run', against: 'itself', lines: [] },
  };
  readonly tables = new LocalTables(config, {
    wte: Float32Array.from({ length: 257 * 4 }, (_, i) => Math.sin(i)),
    wpe: Float32Array.from({ length: 8 * 4 }, (_, i) => Math.cos(i)),
  });
  readonly reads: (readonly number[])[] = [];
  released = false;
  failure: ModelError | null = null;
  gate: Promise<unknown> = Promise.resolve();
  /** Makes it die by itself. */
  die: (error: ModelError) => void = () => undefined;
  readonly lost = new Promise<ModelError>((resolve) => {
    this.die = resolve;
  });

  async run(ids: readonly number[], options: RunOptions = {}, signal?: AbortSignal): Promise<Run> {
    this.reads.push(ids);
    await this.gate;
    this.throwIf(signal);
    const T = ids.length;
    const names = options.capture === 'all' ? [] : (options.capture ?? []);
    const captured = Object.fromEntries(names.map((name) => [name, activation(name, T)]));
    const logits = { shape: [1, 257], data: logitsAfter(ids.at(-1) ?? 0) };
    return { ids, logits, captured, ms: 1 };
  }

  async generate(
    ids: readonly number[],
    options: Parameters<Engine['generate']>[1],
    onStep?: Parameters<Engine['generate']>[2],
    signal?: AbortSignal,
  ): Promise<Generated> {
    const rng = createRng(options.seed ?? 0);
    const newIds: number[] = [];
    while (newIds.length < options.maxNewTokens && !signal?.aborted) {
      await this.gate;
      this.throwIf();
      const logits = logitsAfter(newIds.at(-1) ?? ids.at(-1) ?? 0);
      const id = sample(logits, options, rng);
      newIds.push(id);
      const logprob = logSoftmax(logits)[id] ?? NaN;
      onStep?.({ id, logprob, logits, patterns: null, ms: 1, slid: false });
    }
    const stopped = signal?.aborted ? 'aborted' : 'length';
    return { ids: [...ids, ...newIds], newIds, logprobs: [], stopped, tokensPerSecond: 40 };
  }

  /** As the pure search finds them; a step waits for the gate too. */
  async beams(
    ids: readonly number[],
    options: Parameters<Engine['beams']>[1],
    onStep?: Parameters<Engine['beams']>[2],
    signal?: AbortSignal,
  ): ReturnType<Engine['beams']> {
    const rng = createRng(options.seed ?? 0);
    let state = startBeams(ids, options);
    while (!state.done && !signal?.aborted) {
      await this.gate;
      this.throwIf();
      const rows = runningBeams(state).map((beam) => logitsAfter(beam.ids.at(-1) ?? 0));
      const { state: next, candidates, banned } = stepBeams(state, rows, rng);
      const { length, groups, done } = next;
      onStep?.({ length, candidates, banned, groups, done, slid: false, ms: 1 });
      state = next;
    }
    const texts = foundBeams(state).map((beam) => {
      return { ...beam, newIds: beam.ids.slice(ids.length), ended: false };
    });
    const stopped = signal?.aborted ? 'aborted' : 'length';
    return { texts, stopped, steps: state.length, stepsPerSecond: 40 };
  }

  /** All candidates are equally unlike the text, so that the likeliest is taken. */
  contrast(
    ids: readonly number[],
    { maxNewTokens }: Parameters<Engine['contrast']>[1],
    _?: Parameters<Engine['contrast']>[2],
    signal?: AbortSignal,
  ): ReturnType<Engine['contrast']> {
    return this.generate(ids, { strategy: 'greedy', maxNewTokens }, undefined, signal);
  }

  bestOf(
    ids: readonly number[],
    options: Parameters<Engine['bestOf']>[1],
    onStep?: Parameters<Engine['bestOf']>[2],
    signal?: AbortSignal,
  ): ReturnType<Engine['bestOf']> {
    return writeBestOf((one, step) => this.generate(ids, one, step, signal), options, onStep);
  }

  unembed(rows: Tensor): Promise<Tensor> {
    return Promise.resolve(rows);
  }

  release(): Promise<void> {
    this.released = true;
    return Promise.resolve();
  }

  private throwIf(signal?: AbortSignal): void {
    if (this.failure) throw this.failure;
    if (signal?.aborted) throw new ModelError('aborted', 'aborted');
  }
}

function activation(name: string, T: number): Tensor {
  if (!name.endsWith('pattern')) return { shape: [T, 4], data: new Float32Array(4 * T).fill(1) };
  const data = Float32Array.from({ length: 2 * T * T }, (_, i) => {
    const row = Math.floor(i / T) % T;
    return i % T <= row ? 1 / (row + 1) : 0;
  });
  return { shape: [2, T, T], data };
}

const next = nextToken(logitsAfter(98), { strategy: 'sample' });
const ids = [256, 65, 66];

/** A stored run of the same model over 'ab'. */
export const stored: StoredRun = {
  ...{ model: 'fake', command: 'none', config, parameters: 0, text: 'ab', ids, greedy: '' },
  pieces: tokenizer.pieces(ids),
  patterns: [[...Array(2)].map(() => [1, 0.5, 0.5, 0.25, 0.25, 0.5])],
  stages: Object.fromEntries(
    stagesOf(config).map(({ name }) => [name, { norms: [2, 2, 2], first: [[1], [1], [1]] }]),
  ),
  next,
  topTexts: next.top.map(({ id }) => tokenizer.tokenText(id)),
};
