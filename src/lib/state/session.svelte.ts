/**
 * What the figures of a page share: the text, the model, the latest forward pass, what is chosen.
 * One class with reactive fields; the engine and the tokenizer are handed in, so that it runs
 * wherever they do. What the reader typed is never changed by anything but the reader.
 */
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import { asModelError, isFatal } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import { sample } from '../sampling/index.ts';
import { collectSteps } from './collect-steps.ts';
import { nextToken } from './distribution.ts';
import { Draws } from './draws.ts';
import { followEngine } from './engine-news.ts';
import { latestOnly } from './latest.ts';
import { PageRuns } from './page-runs.ts';
import { liveSnapshot } from './snapshot.ts';
import { captureNames } from './stages.ts';
import type { StoredRun } from './stored.ts';

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

export class Session extends PageRuns {
  readonly #options: SessionOptions;
  #engine: Engine | null = null;
  #loads = 0;
  #stopWriting: AbortController | null = null;
  readonly #draws = new Draws();
  /** Whether the page has been left. */
  #detached = false;
  /** A better engine, which waits for the end of the writing. */
  #next: Engine | null = null;
  readonly #pass = latestOnly((signal) => this.#read(signal));

  constructor(options: SessionOptions) {
    super(options.stored);
    this.#options = options;
  }

  /** Loads the model, on the backend asked for, and reads the text. What failed is in `engine`. */
  async load(choice: BackendChoice = this.backend): Promise<void> {
    const load = ++this.#loads;
    this.backend = choice;
    this.closeFile();
    this.stop();
    this.engine = { state: 'loading', stage: 'opening', label: '' };
    const old = this.#engine;
    this.#engine = this.#next = null;
    await old?.release().catch(() => undefined);
    try {
      const [engine, tokenizer] = await Promise.all([
        this.#options.connect(choice, (stage, label) => {
          if (load === this.#loads && this.engine.state === 'loading')
            this.engine = { state: 'loading', stage, label };
        }),
        this.tokenizer ?? this.#options.tokenizer(),
      ]);
      // What a page that is left has asked for is there for the next one.
      if (load !== this.#loads) return this.#detached ? undefined : await engine.release();
      this.tokenizer = tokenizer;
      this.#take(engine);
      this.chooseWithin(engine.info.config);
    } catch (error) {
      if (load === this.#loads) this.#fail(error);
      return;
    }
    await this.run();
  }

  /** Goes on with this engine, and with the better one that may come after it. */
  #take(engine: Engine): void {
    this.#engine = engine;
    this.engine = { state: 'ready', info: engine.info };
    const mine = (): boolean => engine === this.#engine;
    followEngine(engine, {
      lost: (error) => {
        if (mine()) this.#fail(error);
      },
      learned: (more) => {
        if (mine() && this.engine.state === 'ready')
          this.engine = { state: 'ready', info: { ...this.engine.info, ...more } };
      },
      better: (next) => {
        if (mine()) this.#change(next);
      },
    });
  }

  /** To a better engine, when no text is being written. */
  #change(better: Engine): void {
    this.#next = this.writing ? better : null;
    if (this.writing) return;
    this.#take(better);
    void this.run();
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
    const id = sample(logits, this.sampling, this.#draws.next(this.seed));
    this.written = [...this.written, id];
    await this.run();
  }

  /** Writes up to `count` tokens, shown as they come, then reads the whole text once more. */
  async write(count: number): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.writing || this.checkText()) return;
    this.#pass.abort();
    const stop = new AbortController();
    this.#stopWriting = stop;
    this.writing = true;
    const seed = (this.seed + this.written.length) >>> 0;
    const before = this.written;
    const collect = collectSteps(this.#options.frame, ({ ids, logits, tokensPerSecond }) => {
      if (stop !== this.#stopWriting) return;
      this.written = [...before, ...ids];
      if (logits === null) return;
      this.next = nextToken(logits, this.sampling);
      this.tokensPerSecond = tokensPerSecond;
    });
    try {
      const { newIds, tokensPerSecond } = await engine.generate(
        this.ids,
        { ...this.sampling, seed, maxNewTokens: count },
        collect,
        stop.signal,
      );
      if (stop === this.#stopWriting) {
        // The last steps may still be on their way from the worker; the answer has them all.
        this.written = [...before, ...newIds];
        this.tokensPerSecond = tokensPerSecond;
      }
    } catch (error) {
      if (stop === this.#stopWriting) this.#complain(error);
    }
    if (stop !== this.#stopWriting) return;
    this.#stopWriting = null;
    this.writing = false;
    this.#draws.restart(this.written.length);
    if (this.#next) this.#change(this.#next);
    if (this.engine.state === 'ready' && this.problem === null) await this.#pass.start();
  }

  /** Ends the writing after the token in work; what is written stays. */
  stop(): void {
    this.#stopWriting?.abort();
  }

  /** Counts the settings in again, without another pass. */
  resample(): void {
    this.#draws.again();
    const { logits } = this.snapshot;
    if (logits && !this.writing) this.next = nextToken(logits, this.sampling);
  }

  /** Ends all work but keeps the engine alive, for the next page. */
  detach(): void {
    this.#loads++;
    this.#detached = true;
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.#pass.abort();
    this.#engine = this.#next = null;
  }

  override async release(): Promise<void> {
    this.#loads++;
    this.stop();
    this.#pass.abort();
    await this.#engine?.release().catch(() => undefined);
    this.#engine = null;
    this.engine = { state: 'idle' };
  }

  #changed(written: readonly number[]): Promise<void> {
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.writing = false;
    if (this.#next) this.#change(this.#next);
    this.written = written;
    this.#draws.restart(this.written.length);
    return this.#pass.start();
  }

  /** The pass itself; `latestOnly` sees to it that there is one at a time. */
  async #read(signal: AbortSignal): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.checkText()) return;
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

  #complain(error: unknown): void {
    const known = asModelError(error);
    if (known.code === 'aborted') return;
    if (isFatal(known)) this.#fail(known);
    else this.problem = known.code;
  }

  #fail(error: unknown): void {
    const engine = this.#engine;
    this.#engine = null;
    void engine?.release().catch(() => undefined);
    const { code, message } = asModelError(error);
    this.engine = { state: 'failed', code, message };
  }
}
