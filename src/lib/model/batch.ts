/**
 * Several texts of one length that grow by a token at a time, read as one batch: beams, and the
 * candidates of contrastive search. Each new text continues one of those before; its keys and values
 * are moved where they lie. When the texts outgrow the model's positions the window slides as in
 * generate.ts.
 */
import type { ResolvedEdit } from './affine.ts';
import { arrange } from './arrange.ts';
import { breathe } from './breathe.ts';
import { countFrom, embed } from './embed.ts';
import { pass } from './forward.ts';
import { concat, gatesFor } from './gates.ts';
import type { GenerateContext } from './generate.ts';
import type { Cache } from './runtime/runner.ts';

/** More texts are refused: their keys and values would fill the memory. */
export const MOST_TEXTS = 64;

export interface BatchRead {
  /** The logits after each text, [V] each. */
  readonly logits: readonly Float32Array[];
  /** The last block's output at the last token of each text, [D] each. */
  readonly final: readonly Float32Array[];
  readonly slid: boolean;
}

interface Alone {
  readonly logits: Float32Array;
  readonly final: Float32Array;
}

export class Batch {
  private readonly context: GenerateContext;
  private readonly edits: readonly ResolvedEdit[];
  private cache: Cache | null = null;
  /** The row in the cache of each text of the step before. */
  private rows: readonly number[] = [];
  /** Where the window begins in the texts. */
  private start = 0;

  constructor(context: GenerateContext, edits: readonly ResolvedEdit[]) {
    this.context = context;
    this.edits = edits;
  }

  /**
   * Reads the prompt, with which each of `count` texts begins: the logits after it, and the last
   * block's output for each of its tokens in the window, [T, D].
   */
  async begin(prompt: readonly number[], count: number): Promise<Alone & { slid: boolean }> {
    const { config, runner } = this.context;
    this.start = Math.max(0, prompt.length - config.n_positions);
    this.cache = runner.newCache();
    this.rows = Array.from({ length: count }, () => 0);
    const alone = await this.readAlone(prompt.slice(this.start), this.cache);
    return { ...alone, slid: this.start > 0 };
  }

  /** Each text is the text `parents[i]` of the step before and one token more. */
  async next(
    texts: readonly (readonly number[])[],
    parents: readonly number[],
  ): Promise<BatchRead> {
    const { config, tables, runner } = this.context;
    const length = texts[0]?.length ?? 0;
    const slides = length - this.start > config.n_positions;
    if (slides) await this.slide(texts, parents);
    else this.follow(parents);
    const { cache, rows, edits } = this;
    if (cache === null) throw new Error('the batch has not begun');
    const at = cache.length;
    const byRow: Float32Array[] = [];
    for (const [i, text] of texts.entries()) {
      const request = { ids: text.slice(-1), positions: [at], start: at, edits };
      byRow[rows[i] ?? 0] = embed(config, tables, request).x;
    }
    const gates = edits.length === 0 ? null : gatesFor(config, edits, at, 1);
    const { final } = await runner.forward({ x: concat(byRow), cache, fetch: [], gates });
    const logits = await runner.unembed(final);
    const { n_embd: D, vocab_size: V } = config;
    return {
      logits: rows.map((row) => logits.subarray(row * V, (row + 1) * V)),
      final: rows.map((row) => final.subarray(row * D, (row + 1) * D)),
      slid: this.start > 0,
    };
  }

  release(): void {
    this.cache?.release();
    this.cache = null;
  }

  /** Moves keys and values so that each new text finds those of the one that it continues. */
  private follow(parents: readonly number[]): void {
    const { cache } = this;
    if (cache === null) throw new Error('the batch has not begun');
    const sources = parents.map((parent) => this.rows[parent] ?? 0);
    if (sources.length === cache.rows) {
      const { rows, moves } = arrange(sources);
      cache.move(moves);
      this.rows = rows;
      return;
    }
    this.cache = this.context.runner.stack(sources.map((row) => ({ cache, row })));
    this.rows = countFrom(0, sources.length);
    cache.release();
  }

  /** Drops the oldest quarter of the window; what is continued is read again, each text once. */
  private async slide(
    texts: readonly (readonly number[])[],
    parents: readonly number[],
  ): Promise<void> {
    const { config, runner } = this.context;
    this.release();
    this.start = (texts[0]?.length ?? 0) - Math.ceil((config.n_positions * 3) / 4);
    const read = new Map<number, Cache>();
    try {
      for (const [i, parent] of parents.entries()) {
        if (read.has(parent)) continue;
        const cache = runner.newCache();
        read.set(parent, cache);
        await this.readAlone((texts[i] ?? []).slice(this.start, -1), cache);
        await breathe();
      }
      const sources = parents.flatMap((parent) => {
        const cache = read.get(parent);
        return cache === undefined ? [] : [{ cache, row: 0 }];
      });
      this.cache = runner.stack(sources);
    } finally {
      for (const cache of read.values()) cache.release();
    }
    this.rows = countFrom(0, parents.length);
  }

  private async readAlone(ids: readonly number[], cache: Cache): Promise<Alone> {
    const { config, tables, runner, aborted } = this.context;
    const name = `blocks.${String(config.n_layer - 1)}.hook_resid_post`;
    const { logits, captured } = await pass(config, tables, runner, cache, {
      ids,
      positions: countFrom(0, ids.length),
      edits: this.edits,
      capture: [name],
      logits: 'last',
      throwIfAborted: () => {
        if (aborted()) throw new Aborted();
      },
    });
    return { logits: logits.data, final: captured[name]?.data ?? new Float32Array() };
  }
}

/** Thrown out of a long reading when the writing is to stop. */
export class Aborted extends Error {}
