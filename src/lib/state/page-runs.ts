import type { LinkState } from './link.ts';
import { PageState } from './page-state.svelte.ts';
import { storedSnapshot } from './snapshot.ts';
import type { StoredRun } from './stored.ts';

/** What a page shows without a model: the run that comes with the site, or one from a file. */
export abstract class PageRuns extends PageState {
  /** The run that comes with the site. */
  readonly #own: StoredRun;

  constructor(own: StoredRun) {
    super(own);
    this.#own = own;
  }

  /** Gives the model up. */
  abstract release(): Promise<void>;

  /** Gives the model up and shows the stored run again; the text stays. */
  async useStored(): Promise<void> {
    await this.release();
    this.#show(this.stored);
    // Another model's tokens are not those of the stored run.
    if (this.held !== null) [this.tokenizer, this.written] = [null, []];
    this.problem = null;
    this.query = this.key = null;
  }

  /** Shows a run from a file, exactly as it was saved; the model is given up. */
  async openFile(name: string, run: StoredRun, state: Partial<LinkState>): Promise<void> {
    await this.release();
    this.restore({ ...state, prompt: run.text });
    this.file = name;
    [this.tokenizer, this.written, this.held, this.problem] = [null, [], null, null];
    this.#show(run);
    this.tokensPerSecond = null;
    this.chooseWithin(run.config);
    const last = run.ids.length - 1;
    if (this.query !== null) this.query = Math.min(this.query, last);
    if (this.key !== null) this.key = Math.min(this.key, last);
  }

  /** Forgets the file; the site's own run is shown until the model has read the text. */
  closeFile(): void {
    if (this.file === null) return;
    this.file = null;
    this.#show(this.#own);
    this.query = this.key = null;
  }

  #show(run: StoredRun): void {
    this.stored = run;
    this.snapshot = storedSnapshot(run);
    this.next = run.next;
  }
}
