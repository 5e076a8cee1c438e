/**
 * What the figures of a page share: the text, the model, the latest forward pass, what is chosen.
 * One object with reactive fields (`PageState`); the engine and the tokenizer are handed in, so that it
 * runs wherever they do. What the reader typed is never changed by anything but the reader.
 */
import { sample } from '../sampling/index.ts';
import { collectSteps } from './collect-steps.ts';
import { nextToken } from './distribution.ts';
import { Draws } from './draws.ts';
import { latestOnly } from './latest.ts';
import { PageModel, type ModelOptions } from './page-model.ts';
import { liveSnapshot } from './snapshot.ts';
import { captureNames } from './stages.ts';

export interface SessionOptions extends ModelOptions {
  /** Calls back before the next drawing; `requestAnimationFrame` in a page. */
  readonly frame: (callback: () => void) => unknown;
}

export class Session extends PageModel {
  readonly #frame: SessionOptions['frame'];
  #stopWriting: AbortController | null = null;
  readonly #draws = new Draws();
  readonly #pass = latestOnly((signal) => this.#read(signal));

  constructor(options: SessionOptions) {
    super(options);
    this.#frame = options.frame;
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
    const engine = this.model;
    if (!engine || this.writing || this.checkText()) return;
    this.#pass.abort();
    const stop = new AbortController();
    this.#stopWriting = stop;
    this.writing = true;
    const seed = (this.seed + this.written.length) >>> 0;
    const before = this.written;
    const collect = collectSteps(this.#frame, ({ ids, logits, tokensPerSecond }) => {
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
      if (stop === this.#stopWriting) this.complain(error);
    }
    if (stop !== this.#stopWriting) return;
    this.#stopWriting = null;
    this.writing = false;
    this.#draws.restart(this.written.length);
    this.changeWaiting();
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
  override detach(): void {
    super.detach();
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.#pass.abort();
  }

  override async release(): Promise<void> {
    this.#pass.abort();
    await super.release();
  }

  #changed(written: readonly number[]): Promise<void> {
    this.#stopWriting?.abort();
    this.#stopWriting = null;
    this.writing = false;
    this.changeWaiting();
    this.written = written;
    this.#draws.restart(this.written.length);
    return this.#pass.start();
  }

  /** The pass itself; `latestOnly` sees to it that there is one at a time. */
  async #read(signal: AbortSignal): Promise<void> {
    const engine = this.model;
    if (!engine || this.checkText()) return;
    this.running = true;
    const start = Math.max(this.ids.length - this.limit, 0);
    const ids = this.ids.slice(start);
    try {
      const capture = captureNames(engine.info.config, ids.length, this.layer);
      const run = await engine.run(ids, { capture, logits: 'last' }, signal);
      if (signal.aborted || engine !== this.model) return;
      this.snapshot = liveSnapshot(engine.info, run, start, this.sampling);
      this.next = this.snapshot.next;
      if (this.query !== null && this.query >= ids.length) this.query = null;
      if (this.key !== null && this.key >= ids.length) this.key = null;
    } catch (error) {
      if (engine === this.model) this.complain(error);
    } finally {
      this.running = false;
    }
  }
}
