/** The engine: checks what it is asked, reads the prompt, writes on, one call at a time. */
import type {
  BeamSearchOptions,
  BeamSearchStep,
  BeamsFound,
  BestOf,
  BestOfOptions,
  Contrasted,
  ContrastOptions,
  ContrastStep,
  EmbeddingTables,
  Engine,
  EngineInfo,
  Generated,
  GenerateOptions,
  Run,
  RunOptions,
  Step,
  Tensor,
} from './api.ts';
import type { ResolvedEdit } from './affine.ts';
import { searchBeams } from './beams.ts';
import { writeBestOf } from './best-of.ts';
import { writeContrastive } from './contrast.ts';
import { checkEdits, type Edit } from './edits.ts';
import { checkIds, countFrom, type Tables } from './embed.ts';
import { ModelError } from './errors.ts';
import { pass } from './forward.ts';
import { generate, type GenerateContext } from './generate.ts';
import { captureList } from './names.ts';
import { checkBeams, checkBestOf, checkContrast, checkGenerate } from './options.ts';
import { resolveMeans } from './resolve.ts';
import { Queue } from './runtime/queue.ts';
import type { Runner } from './runtime/runner.ts';
import type { ReadWeight } from './runtime/session.ts';
import { LocalTables } from './tables.ts';

/** Figures wait for the reader's own runs, and generation lets figures in between two tokens. */
const PRIORITY = { behind: -1, generate: 0, unembed: 1, run: 2 } as const;

/** Puts the calls of Engine (api.ts) on top of a runner. */
export class RunnerEngine implements Engine {
  readonly info: EngineInfo;
  readonly runner: Runner;
  readonly tables: EmbeddingTables;
  private readonly rows: Tables;
  private readonly queue = new Queue();
  /** The GPU's runner has one decoder, so there `generate` writes one text after the other. */
  private readonly decoding = new Queue();

  constructor(
    info: EngineInfo,
    runner: Runner,
    tables: Tables,
    readWeight: ReadWeight | null = null,
  ) {
    this.info = info;
    this.runner = runner;
    this.rows = tables;
    this.tables = new LocalTables(info.config, tables, readWeight);
  }

  async run(ids: readonly number[], options: RunOptions = {}, signal?: AbortSignal): Promise<Run> {
    const { config } = this.info;
    const { edits = [], logits = 'last' } = options;
    checkText(this.info, ids);
    checkIds(config, ids);
    checkEdits(config, edits, ids.length);
    const capture = captureList(config, options.capture ?? []);
    const positions = checkPositions(this.info, ids, options.positions);
    return this.queue.run(async () => {
      const throwIfAborted = aborter(signal);
      throwIfAborted();
      const began = performance.now();
      const resolved = await this.resolve(ids, positions, edits, throwIfAborted);
      const request = { ids, positions, edits: resolved, capture, logits, throwIfAborted };
      const result = await this.fresh(request);
      return { ids: [...ids], ...result, ms: performance.now() - began };
    }, PRIORITY.run);
  }

  async generate(
    ids: readonly number[],
    options: GenerateOptions,
    onStep?: (step: Step) => void,
    signal?: AbortSignal,
  ): Promise<Generated> {
    checkGenerate(options, ids.length);
    const write = (): Promise<Generated> =>
      this.write(ids, options.edits, signal, (context, edits) =>
        generate(context, ids, { ...options, edits }, onStep),
      );
    return this.runner.backend === 'webgpu' ? this.decoding.run(write) : write();
  }

  async beams(
    ids: readonly number[],
    options: BeamSearchOptions,
    onStep?: (step: BeamSearchStep) => void,
    signal?: AbortSignal,
  ): Promise<BeamsFound> {
    checkBeams(options);
    return this.write(ids, options.edits, signal, (context, edits) =>
      searchBeams(context, ids, { ...options, edits }, onStep),
    );
  }

  async contrast(
    ids: readonly number[],
    options: ContrastOptions,
    onStep?: (step: ContrastStep) => void,
    signal?: AbortSignal,
  ): Promise<Contrasted> {
    checkContrast(options);
    return this.write(ids, options.edits, signal, async (context, edits) => {
      const weight = await this.tables.weight('ln_f.weight');
      const bias = await this.tables.weight('ln_f.bias');
      const norm = { weight: weight.data, bias: bias.data };
      return writeContrastive(context, ids, { ...options, edits }, norm, onStep);
    });
  }

  async bestOf(
    ids: readonly number[],
    options: BestOfOptions,
    onStep?: (step: Step, text: number) => void,
    signal?: AbortSignal,
  ): Promise<BestOf> {
    checkBestOf(options, ids.length);
    return writeBestOf((one, step) => this.generate(ids, one, step, signal), options, onStep);
  }

  async unembed(rows: Tensor): Promise<Tensor> {
    const { n_embd: D, vocab_size: V } = this.info.config;
    const N = rows.data.length / D;
    if (rows.shape.at(-1) !== D || !Number.isInteger(N))
      throw new ModelError('wrong-shape', `rows of ${String(D)} numbers are needed`);
    const logits = await this.queue.run(() => this.runner.unembed(rows.data), PRIORITY.unembed);
    return { shape: [N, V], data: logits };
  }

  /** A task for the runner alone, when nothing of the reader's waits for it. */
  behind<T>(task: () => Promise<T>): Promise<T> {
    return this.queue.run(task, PRIORITY.behind);
  }

  async release(): Promise<void> {
    await this.queue.run(() => this.runner.release());
  }

  /** What all ways of writing on have in common; texts that are written at once take turns, step by step. */
  private async write<T>(
    ids: readonly number[],
    edits: readonly Edit[] = [],
    signal: AbortSignal | undefined,
    task: (context: GenerateContext, edits: readonly ResolvedEdit[]) => Promise<T>,
  ): Promise<T> {
    const { config } = this.info;
    if (ids.length === 0) throw new ModelError('empty-prompt', 'there is no text to go on from');
    checkIds(config, ids);
    const prompt = ids.slice(-config.n_positions);
    checkEdits(config, edits, prompt.length);
    const context: GenerateContext = {
      config,
      tables: this.rows,
      runner: this.runner,
      // between two tokens, runs of higher priority have their turn
      turn: (step) => this.queue.run(step, PRIORITY.generate),
      aborted: () => signal?.aborted ?? false,
    };
    const resolved = await context.turn(() =>
      this.resolve(prompt, countFrom(0, prompt.length), edits, aborter(signal)),
    );
    return task(context, resolved);
  }

  private async fresh(
    request: Parameters<typeof pass>[4],
  ): Promise<{ logits: Tensor; captured: Record<string, Tensor> }> {
    const cache = this.runner.newCache();
    try {
      return await pass(this.info.config, this.rows, this.runner, cache, request);
    } finally {
      cache.release();
    }
  }

  private resolve(
    ids: readonly number[],
    positions: readonly (number | null)[],
    edits: readonly Edit[],
    throwIfAborted: () => void,
  ): Promise<ResolvedEdit[]> {
    return resolveMeans(this.info.config, edits, async (earlier, name) => {
      const request = { ids, positions, edits: earlier, capture: [name], throwIfAborted };
      const { captured } = await this.fresh({ ...request, logits: 'none' });
      return captured[name] ?? { shape: [0], data: new Float32Array() };
    });
  }
}

function checkText({ config }: EngineInfo, ids: readonly number[]): void {
  if (ids.length === 0) throw new ModelError('empty-prompt', 'there is no text to read');
  if (ids.length > config.n_positions)
    throw new ModelError(
      'too-long',
      `${String(ids.length)} tokens, but the model has ${String(config.n_positions)} positions`,
    );
}

function checkPositions(
  { config }: EngineInfo,
  ids: readonly number[],
  positions: readonly number[] | null | undefined,
): readonly (number | null)[] {
  if (positions === null) return ids.map(() => null);
  if (positions === undefined) return countFrom(0, ids.length);
  const bad = positions.find((p) => !Number.isInteger(p) || p < 0 || p >= config.n_positions);
  if (bad !== undefined) throw new ModelError('bad-option', `no such position: ${String(bad)}`);
  if (positions.length !== ids.length)
    throw new ModelError('bad-option', 'there must be one position for each token');
  return positions;
}

const aborter =
  (signal: AbortSignal | undefined): (() => void) =>
  () => {
    if (signal?.aborted === true) throw new ModelError('aborted', 'the run was stopped');
  };
