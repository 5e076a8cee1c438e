/**
 * Writing on: read the prompt once, then one token at a time, with the keys and values of all
 * earlier tokens kept (the KV cache). When the text outgrows the model's positions the window
 * slides: the oldest quarter is dropped and the rest is read again, because GPT-2's learned
 * positions cannot be moved under a cache.
 */
import { createRng, endsOf, logSumExp, NothingLeft, sample } from '../sampling/index.ts';
import type { ResolvedEdit } from './affine.ts';
import type { Generated, GenerateOptions, Step } from './api.ts';
import { breathe } from './breathe.ts';
import type { Gpt2Config } from './config.ts';
import { countFrom, embed, type Tables } from './embed.ts';
import { pass } from './forward.ts';
import { concat } from './gates.ts';
import type { Cache, Decoded, Decoder, Runner } from './runtime/runner.ts';

export interface GenerateContext {
  readonly config: Gpt2Config;
  readonly tables: Tables;
  readonly runner: Runner;
  /** Waits for the engine to be free and runs one step. */
  readonly turn: <T>(task: () => Promise<T>) => Promise<T>;
  readonly aborted: () => boolean;
}

type Options = Omit<GenerateOptions, 'edits'> & { readonly edits: readonly ResolvedEdit[] };

/** Writes up to `maxNewTokens` tokens after `ids`; each step is reported as it is made. */
export async function generate(
  context: GenerateContext,
  ids: readonly number[],
  options: Options,
  onStep?: (step: Step) => void,
): Promise<Generated> {
  const { config } = context;
  const { written = 0 } = options;
  const promptLength = ids.length - written;
  const rng = createRng(options.seed ?? 0);
  // each drawn token has used up one number; a greedy pick uses none, and then none is asked for
  for (let draw = 0; draw < written; draw++) rng();
  const sampling = { eosTokenId: config.eos_token_id, ...options };
  const ends = options.stopAtEnd === false ? [] : endsOf(sampling.eosTokenId);
  const all = [...ids];
  const newIds: number[] = [];
  const logprobs: number[] = [];
  let stopped: Generated['stopped'] = 'length';
  const reader = new Reader(context, options.edits, options.patterns ?? false);
  const began = performance.now();
  try {
    while (newIds.length < options.maxNewTokens) {
      await breathe();
      if (context.aborted()) {
        stopped = 'aborted';
        break;
      }
      const t0 = performance.now();
      const { logits, patterns, slid } = await context.turn(() => reader.next(all));
      const id = pick(() => sample(logits, sampling, rng, { ids: all, promptLength }));
      if (id === null) {
        stopped = 'all banned';
        break;
      }
      const logprob = (logits[id] ?? -Infinity) - logSumExp(logits);
      all.push(id);
      newIds.push(id);
      logprobs.push(logprob);
      onStep?.({ id, logprob, logits, patterns, slid, ms: performance.now() - t0 });
      if (ends.includes(id)) {
        stopped = 'end of text';
        break;
      }
    }
  } finally {
    reader.release();
  }
  const seconds = (performance.now() - began) / 1000;
  return { ids: all, newIds, logprobs, stopped, tokensPerSecond: newIds.length / seconds };
}

/** The token picked; null where the settings ban every one. */
function pick(draw: () => number): number | null {
  try {
    return draw();
  } catch (error) {
    if (error instanceof NothingLeft) return null;
    throw error;
  }
}

/** Reads what it has not read yet of a growing text and gives the logits after it. */
class Reader {
  private readonly context: GenerateContext;
  private readonly edits: readonly ResolvedEdit[];
  private readonly patterns: boolean;
  private decoder: Decoder | null = null;
  private cache: Cache | null = null;
  /** Where the window begins in the text. */
  private start = 0;
  private read = 0;

  constructor(context: GenerateContext, edits: readonly ResolvedEdit[], patterns: boolean) {
    this.context = context;
    this.edits = edits;
    this.patterns = patterns;
  }

  async next(ids: readonly number[]): Promise<Decoded & { slid: boolean }> {
    const { config } = this.context;
    const most = config.n_positions;
    if (ids.length - this.start > most) {
      this.release();
      // a prompt longer than the window keeps as much as fits; a text that grew drops a quarter
      const keep = this.read === 0 ? most : Math.ceil((most * 3) / 4);
      this.start = ids.length - keep;
      this.read = 0;
    }
    const fresh = ids.slice(this.start + this.read);
    const decoded = await this.feed(fresh);
    this.read += fresh.length;
    return { ...decoded, slid: this.start > 0 };
  }

  release(): void {
    this.decoder?.release();
    this.cache?.release();
    this.decoder = null;
    this.cache = null;
  }

  private async feed(ids: readonly number[]): Promise<Decoded> {
    const { config, tables, runner } = this.context;
    const positions = countFrom(this.read, ids.length);
    if (this.edits.length === 0) this.decoder ??= await runner.newDecoder(this.patterns);
    if (this.decoder !== null) {
      const request = { ids, positions, start: this.read, edits: [] };
      return this.decoder.step(embed(config, tables, request).x);
    }
    this.cache ??= runner.newCache();
    const layers = countFrom(0, config.n_layer);
    const names = layers.map((i) => `blocks.${String(i)}.attn.hook_pattern`);
    const { logits, captured } = await pass(config, tables, runner, this.cache, {
      ids,
      positions,
      edits: this.edits,
      capture: this.patterns ? names : [],
      logits: 'last',
      throwIfAborted: () => undefined,
    });
    const columns = this.read + ids.length;
    const patterns = names.map((name) =>
      lastRows(captured[name]?.data ?? new Float32Array(), config.n_head, columns),
    );
    return { logits: logits.data, patterns: this.patterns ? concat(patterns) : null };
  }
}

/** The last query's row of each head: [H, S, columns] → [H, columns]. */
function lastRows(pattern: Float32Array, H: number, columns: number): Float32Array {
  const S = pattern.length / (H * columns);
  return concat(
    Array.from({ length: H }, (_, h) => {
      const end = (h + 1) * S * columns;
      return pattern.subarray(end - columns, end);
    }),
  );
}
