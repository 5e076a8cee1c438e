/**
 * What the figures of a page share: the text, the model, the latest forward pass, what is chosen.
 * One class with reactive fields; the engine and the tokenizer are handed in, so that it runs
 * wherever they do. What the reader typed is never changed by anything but the reader.
 */
import type { Piece, Tokenizer } from '../bpe/index.ts';
import type { Engine, EngineInfo, Step } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import { ModelError, type ModelErrorCode } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import { createRng, sample, type SamplingOptions } from '../sampling/index.ts';
import { DEFAULT_SAMPLING, nextToken, type NextToken } from './distribution.ts';
import type { LinkState } from './link.ts';
import { latestOnly } from './latest.ts';
import { liveSnapshot, storedSnapshot, type Snapshot } from './snapshot.ts';
import { captureNames } from './stages.ts';
import type { StoredRun } from './stored.ts';

export type EngineState =
  | { readonly state: 'idle' }
  | { readonly state: 'loading'; readonly stage: LoadStage; readonly label: string }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  | { readonly state: 'failed'; readonly code: ModelErrorCode; readonly message: string };

export interface SessionOptions {
  readonly connect: (
    choice: BackendChoice,
    onStage: (stage: LoadStage, label: string) => void,
  ) => Promise<Engine>;
  readonly tokenizer: () => Promise<Tokenizer>;
  readonly stored: StoredRun;
  /** Calls back before the next drawing; `requestAnimationFrame` in a page. */
  readonly frame: (callback: () => void) => unknown;
}

/** More tokens than this would make the page slow to draw. */
const SHOWN = 1024;

/** While the model writes, the charts of the distribution are drawn at most this often. */
const CHART_MS = 200;

/** After these the engine is gone and must be loaded again. */
const FATAL: readonly ModelErrorCode[] = ['device-lost', 'worker-lost', 'out-of-memory'];

export class Session {
  /** What the reader typed. */
  prompt = $state('');
  /** Put `<|endoftext|>`, the beginning of a document, before the text. */
  begin = $state(true);
  /** Ids that were added to the prompt: written by the model, or chosen by the reader. */
  written: readonly number[] = $state.raw([]);
  engine: EngineState = $state.raw({ state: 'idle' });
  backend: BackendChoice = $state('auto');
  snapshot: Snapshot = $state.raw() as Snapshot;
  /** The newest distribution: ahead of the snapshot while the model writes. */
  next: NextToken = $state.raw() as NextToken;
  running = $state(false);
  writing = $state(false);
  tokensPerSecond: number | null = $state(null);
  /** Why the text cannot be read as it stands. */
  problem: ModelErrorCode | null = $state(null);
  tokenizer: Tokenizer | null = $state.raw(null);

  layer = $state(0);
  head = $state(0);
  query: number | null = $state(null);
  key: number | null = $state(null);

  strategy: 'greedy' | 'sample' = $state(DEFAULT_SAMPLING.strategy);
  temperature: number = $state(DEFAULT_SAMPLING.temperature);
  /** 0: no cut. */
  topK: number = $state(DEFAULT_SAMPLING.topK);
  topP: number = $state(1);
  seed: number = $state(DEFAULT_SAMPLING.seed);

  readonly stored: StoredRun;
  /** Ids of the prompt alone; the stored run's until the tokenizer is there. */
  readonly promptIds: readonly number[] = $derived.by(() => this.#encode());
  readonly ids: readonly number[] = $derived([...this.promptIds, ...this.written]);
  /** Where the tokens on screen begin: of a very long text only the end is shown. */
  readonly shownFrom: number = $derived(Math.max(this.ids.length - SHOWN, 0));
  /** The tokens on screen, grouped into whole characters. */
  readonly pieces: readonly Piece[] = $derived(this.piecesOf(this.ids.slice(this.shownFrom)));
  readonly info: EngineInfo | null = $derived(
    this.engine.state === 'ready' ? this.engine.info : null,
  );
  readonly limit: number = $derived((this.info?.config ?? this.snapshot.config).n_positions);
  /** True when the text is longer than the model can read at once. */
  readonly slid: boolean = $derived(this.ids.length > this.limit);
  readonly sampling: SamplingOptions = $derived({
    strategy: this.strategy,
    temperature: this.temperature,
    seed: this.seed,
    ...(this.topK > 0 ? { topK: this.topK } : {}),
    ...(this.topP < 1 ? { topP: this.topP } : {}),
  });

  readonly #options: SessionOptions;
  #engine: Engine | null = null;
  #loads = 0;
  #stopWriting: AbortController | null = null;
  /** Random numbers used since the text was last changed by other means than the next-token button. */
  #draws = 0;
  /** How many ids had been written then; the seed moves on by it, so that writing on is not writing again. */
  #base = 0;
  readonly #pass = latestOnly((signal) => this.#read(signal));

  constructor(options: SessionOptions) {
    this.#options = options;
    this.stored = options.stored;
    this.prompt = options.stored.text;
    this.snapshot = storedSnapshot(options.stored);
    this.next = options.stored.next;
  }

  /** Loads the model, on the backend asked for, and reads the text. What failed is in `engine`. */
  async load(choice: BackendChoice = this.backend): Promise<void> {
    const load = ++this.#loads;
    this.backend = choice;
    this.stop();
    this.engine = { state: 'loading', stage: 'opening', label: '' };
    const old = this.#engine;
    this.#engine = null;
    await old?.release().catch(() => undefined);
    try {
      const [engine, tokenizer] = await Promise.all([
        this.#options.connect(choice, (stage, label) => {
          if (load === this.#loads && this.engine.state === 'loading')
            this.engine = { state: 'loading', stage, label };
        }),
        this.tokenizer ?? this.#options.tokenizer(),
      ]);
      if (load !== this.#loads) return await engine.release();
      this.#engine = engine;
      this.tokenizer = tokenizer;
      this.engine = { state: 'ready', info: engine.info };
      this.layer = Math.min(this.layer, engine.info.config.n_layer - 1);
      this.head = Math.min(this.head, engine.info.config.n_head - 1);
    } catch (error) {
      if (load === this.#loads) this.#fail(error);
      return;
    }
    await this.run();
  }

  /** Takes what the reader typed; what was written after the old text goes. Reads it, latest wins. */
  edit(prompt: string): Promise<void> {
    this.prompt = prompt;
    return this.#changed([]);
  }

  /** With or without the token that begins a document. */
  setBegin(begin: boolean): Promise<void> {
    this.begin = begin;
    return this.#changed([]);
  }

  /** Makes what was written part of the prompt, so that it can be edited. */
  keepWritten(): Promise<void> {
    if (!this.tokenizer) return Promise.resolve();
    return this.edit(this.prompt + this.tokenizer.decode(this.written));
  }

  dropWritten(): Promise<void> {
    return this.#changed([]);
  }

  /** Adds a token that the reader chose. */
  choose(id: number): Promise<void> {
    return this.#changed([...this.written, id]);
  }

  /** One forward pass over the text as it is now. A newer call takes the place of an older one. */
  run(): Promise<void> {
    this.stop();
    return this.#pass.start();
  }

  /** Picks the next token from the distribution on screen, by the settings, and reads on. */
  async nextToken(): Promise<void> {
    await this.#pass.settled();
    const { logits } = this.snapshot;
    if (!logits || this.problem !== null || this.writing) return;
    const rng = createRng((this.seed + this.#base) >>> 0);
    for (let i = 0; i < this.#draws; i++) rng();
    const id = sample(logits, this.sampling, rng);
    this.#draws++;
    this.written = [...this.written, id];
    await this.run();
  }

  /** Writes up to `count` tokens, shown as they come, then reads the whole text once more. */
  async write(count: number): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.writing || this.#checkText()) return;
    this.#pass.abort();
    const stop = new AbortController();
    this.#stopWriting = stop;
    this.writing = true;
    const seed = (this.seed + this.written.length) >>> 0;
    const show = this.#shower();
    try {
      const { newIds, tokensPerSecond } = await engine.generate(
        this.ids,
        { ...this.sampling, seed, maxNewTokens: count },
        (step) => {
          if (stop === this.#stopWriting) show(step);
        },
        stop.signal,
      );
      if (stop === this.#stopWriting) {
        // The last steps may still be on their way from the worker; the answer has them all.
        show(newIds);
        this.tokensPerSecond = tokensPerSecond;
      }
    } catch (error) {
      if (stop === this.#stopWriting) this.#complain(error);
    }
    if (stop !== this.#stopWriting) return;
    this.#stopWriting = null;
    this.writing = false;
    this.#rebase();
    if (this.engine.state === 'ready' && this.problem === null) await this.#pass.start();
  }

  /** Ends the writing after the token in work; what is written stays. */
  stop(): void {
    this.#stopWriting?.abort();
  }

  /** Gives the model up and shows the stored run again; the text stays. */
  async useStored(): Promise<void> {
    await this.release();
    this.snapshot = storedSnapshot(this.stored);
    this.next = this.stored.next;
    this.problem = null;
    this.query = this.key = null;
  }

  /** Takes a link's state; what the link lacks stays. */
  restore(link: Partial<LinkState>): void {
    const { prompt, ...rest } = link;
    if (prompt !== undefined) this.prompt = prompt;
    Object.assign(this, rest);
  }

  /** The page's state as a link holds it. */
  get link(): LinkState {
    const { prompt, begin, layer, head, strategy, temperature, topK, topP, seed } = this;
    return { prompt, begin, layer, head, strategy, temperature, topK, topP, seed };
  }

  /** Counts the settings in again, without another pass. */
  resample(): void {
    this.#draws = 0;
    const { logits } = this.snapshot;
    if (logits && !this.writing) this.next = nextToken(logits, this.sampling);
  }

  /** Ends all work but keeps the engine alive, for the next page. */
  detach(): void {
    this.#loads++;
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.#pass.abort();
    this.#engine = null;
  }

  async release(): Promise<void> {
    this.#loads++;
    this.stop();
    this.#pass.abort();
    await this.#engine?.release().catch(() => undefined);
    this.#engine = null;
    this.engine = { state: 'idle' };
  }

  /** Tokens of any text that the page shows, grouped into whole characters. */
  piecesOf(ids: readonly number[]): readonly Piece[] {
    return ids.length === this.stored.ids.length && ids.every((id, i) => id === this.stored.ids[i])
      ? this.stored.pieces
      : (this.tokenizer?.pieces(ids) ?? []);
  }

  /** A token for the eye; before the tokenizer is there it knows the stored run's. */
  textOf(id: number): string {
    const at = this.stored.next.top.findIndex((likely) => likely.id === id);
    return this.tokenizer?.tokenText(id) ?? this.stored.topTexts[at] ?? '';
  }

  #encode(): readonly number[] {
    const { tokenizer } = this;
    if (!tokenizer) return this.stored.ids;
    const first = this.begin && tokenizer.eosId !== null ? [tokenizer.eosId] : [];
    return [...first, ...tokenizer.encode(this.prompt)];
  }

  #changed(written: readonly number[]): Promise<void> {
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.writing = false;
    this.written = written;
    this.#rebase();
    return this.#pass.start();
  }

  #rebase(): void {
    this.#draws = 0;
    this.#base = this.written.length;
  }

  /** True when the text cannot be read; says why in `problem`. */
  #checkText(): boolean {
    this.problem =
      this.ids.length === 0 || (this.prompt === '' && this.written.length === 0)
        ? 'empty-prompt'
        : this.promptIds.length > this.limit
          ? 'too-long'
          : null;
    return this.problem !== null;
  }

  /** The pass itself; `latestOnly` sees to it that there is one at a time. */
  async #read(signal: AbortSignal): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.#checkText()) return;
    this.running = true;
    const start = Math.max(this.ids.length - this.limit, 0);
    const ids = this.ids.slice(start);
    try {
      const capture = captureNames(engine.info.config, ids.length, this.layer);
      const run = await engine.run(ids, { capture, logits: 'last' }, signal);
      if (signal.aborted || engine !== this.#engine) return;
      this.snapshot = liveSnapshot(engine.info, run, start, this.sampling);
      this.next = this.snapshot.next;
      if (this.query !== null && this.query >= ids.length) this.query = null;
      if (this.key !== null && this.key >= ids.length) this.key = null;
    } catch (error) {
      if (engine === this.#engine) this.#complain(error);
    } finally {
      this.running = false;
    }
  }

  /** Collects steps and shows them once a frame; all ids at the end are shown at once. */
  #shower(): (news: Step | readonly number[]) => void {
    const before = this.written;
    const began = performance.now();
    const ids: number[] = [];
    let logits: Float32Array | null = null;
    let waiting = false;
    let charted = -Infinity;
    const show = (): void => {
      waiting = false;
      if (!this.writing || logits === null) return;
      this.written = [...before, ...ids];
      const now = performance.now();
      if (now - charted < CHART_MS) return;
      charted = now;
      this.tokensPerSecond = (1000 * ids.length) / (now - began);
      this.next = nextToken(logits, this.sampling);
      logits = null;
    };
    return (news) => {
      if (!('logits' in news)) {
        logits = null;
        this.written = [...before, ...news];
        return;
      }
      ids.push(news.id);
      logits = news.logits;
      if (waiting) return;
      waiting = true;
      this.#options.frame(show);
    };
  }

  #complain(error: unknown): void {
    const code = codeOf(error);
    if (code === 'aborted') return;
    if (FATAL.includes(code)) this.#fail(error);
    else this.problem = code;
  }

  #fail(error: unknown): void {
    const engine = this.#engine;
    this.#engine = null;
    void engine?.release().catch(() => undefined);
    const message = error instanceof Error ? error.message : String(error);
    this.engine = { state: 'failed', code: codeOf(error), message };
  }
}

function codeOf(error: unknown): ModelErrorCode {
  return error instanceof ModelError ? error.code : 'internal';
}
