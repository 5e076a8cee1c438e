import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import { asModelError, isFatal } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import { followEngine } from './engine-news.ts';
import { PageRuns } from './page-runs.ts';
import type { StoredRun } from './stored.ts';

export interface ModelOptions {
  readonly connect: (
    choice: BackendChoice,
    onStage: (stage: LoadStage, label: string) => void,
  ) => Promise<Engine>;
  readonly tokenizer: () => Promise<Tokenizer>;
  readonly stored: StoredRun;
}

/** The model of a page: it is loaded, gives way to a better one, fails, is given up. */
export abstract class PageModel extends PageRuns {
  /** Null until it has been loaded, and when it is lost. */
  protected model: Engine | null = null;
  readonly #options: ModelOptions;
  #loads = 0;
  /** Whether the page has been left. */
  #detached = false;
  /** A better engine, which waits for the end of the writing. */
  #next: Engine | null = null;

  constructor(options: ModelOptions) {
    super(options.stored);
    this.#options = options;
  }

  /** One pass over the text as it is now. */
  abstract run(): Promise<void>;
  /** Ends the writing. */
  abstract stop(): void;

  /** Loads the model, on the backend asked for, and reads the text. What failed is in `engine`. */
  async load(choice: BackendChoice = this.backend): Promise<void> {
    const load = ++this.#loads;
    this.backend = choice;
    this.closeFile();
    this.stop();
    this.engine = { state: 'loading', stage: 'opening', label: '' };
    const old = this.model;
    this.model = this.#next = null;
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
    this.model = engine;
    this.engine = { state: 'ready', info: engine.info };
    const mine = (): boolean => engine === this.model;
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

  /** The writing has ended: a better engine need not wait any more. */
  protected changeWaiting(): void {
    if (this.#next) this.#change(this.#next);
  }

  /** Leaves the page; the engine stays alive, for the next one. */
  detach(): void {
    this.#loads++;
    this.#detached = true;
    this.model = this.#next = null;
  }

  override async release(): Promise<void> {
    this.#loads++;
    this.stop();
    await this.model?.release().catch(() => undefined);
    this.model = null;
    this.engine = { state: 'idle' };
  }

  /** Says what went wrong in the work with the model. */
  protected complain(error: unknown): void {
    const known = asModelError(error);
    if (known.code === 'aborted') return;
    if (isFatal(known)) this.#fail(known);
    else this.problem = known.code;
  }

  #fail(error: unknown): void {
    const engine = this.model;
    this.model = null;
    void engine?.release().catch(() => undefined);
    const { code, message } = asModelError(error);
    this.engine = { state: 'failed', code, message };
  }
}
