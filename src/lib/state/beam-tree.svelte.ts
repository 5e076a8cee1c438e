/** A beam search that the reader lets grow, step by step, and takes back again. */
import type { BeamColumn, NodePlace } from '../beams/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { lessonModel, type LessonModel, type LiveProvenance } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import { bestOf, TreeGrower, type TreeSearch, type TreeSettings } from './tree-grower.ts';

/** A guess that has been answered. */
export interface Verdict {
  /** Place, in the column before the last drawn one, of the text that the leader continues. */
  readonly leader: number;
  readonly guessed: boolean;
  /** Guesses right and made so far. */
  readonly right: number;
  readonly made: number;
}

export class BeamTree {
  settings: TreeSettings = $state.raw() as TreeSettings;
  /** What is drawn, and how many of its columns. */
  search: TreeSearch = $state.raw() as TreeSearch;
  shown = $state(0);
  /** Where it was computed; null for what is stored. */
  live: LiveProvenance | null = $state.raw(null);
  /** Place in the last column of the text that the reader expects to lead; null for none. */
  guess: number | null = $state(null);
  /** How the last guess came out; null before the first. */
  verdict: Verdict | null = $state.raw(null);
  readonly task: LiveTask;

  readonly #stored: TreeSearch;
  #grower: TreeGrower | null = null;
  /** So many columns are wanted. */
  #wanted = 0;

  constructor(lang: Lang, stored: TreeSearch, first: number, model: LessonModel = lessonModel()) {
    this.#stored = stored;
    this.settings = stored.settings;
    this.search = stored;
    this.shown = Math.min(first, stored.columns.length);
    this.task = new LiveTask(
      lang,
      async ({ engine, tokenizer, provenance }, signal) => {
        if (this.#grower === null || this.live !== provenance) {
          this.#grower = new TreeGrower(tokenizer, this.settings, engine.info.config.n_positions);
          this.live = provenance;
          this.search = this.#grower.search;
          this.shown = 0;
        }
        const grower = this.#grower;
        while (grower.search.over === null && this.shown < this.#wanted) {
          const search = await grower.grow(engine, signal);
          if (signal.aborted) return;
          this.search = search;
          this.shown = search.columns.length;
        }
      },
      model,
    );
  }

  /** The columns that are drawn. */
  get columns(): readonly BeamColumn[] {
    return this.search.columns.slice(0, this.shown);
  }

  /** True when all that the search has is drawn and it is over. */
  get finished(): boolean {
    return this.search.over !== null && this.shown === this.search.columns.length;
  }

  /** The text found; null before the end. */
  get best(): NodePlace | null {
    return this.finished ? bestOf(this.search) : null;
  }

  /** One column more; answers the reader's guess. */
  async step(): Promise<void> {
    const { guess, shown } = this;
    await this.#to(shown + 1);
    const column = this.columns[shown];
    if (guess === null || this.shown !== shown + 1 || column === undefined) return;
    this.guess = null;
    const leader = column.find(({ fate }) => fate === 'runs' || fate === 'ends')?.parent;
    if (leader === undefined) return;
    const guessed = leader === guess;
    const { right, made } = this.verdict ?? { right: 0, made: 0 };
    this.verdict = { leader, guessed, right: right + Number(guessed), made: made + 1 };
  }

  toEnd(): Promise<void> {
    this.guess = null;
    return this.#to(this.settings.steps);
  }

  back(): void {
    if (this.#beginning) return;
    this.task.abort();
    this.guess = null;
    this.shown = Math.max(this.shown - 1, 0);
  }

  restart(): void {
    if (this.#beginning) return;
    this.task.abort();
    this.guess = null;
    this.verdict = null;
    this.shown = 0;
  }

  /** Other settings begin another search; those of the stored one need no model. */
  set(change: Partial<TreeSettings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    this.#grower = null;
    this.guess = null;
    this.verdict = null;
    const stored = this.#stored.settings;
    const asStored = (Object.keys(stored) as (keyof TreeSettings)[]).every(
      (key) => stored[key] === this.settings[key],
    );
    if (asStored && this.live === null) {
      this.task.abort();
      this.search = this.#stored;
      this.shown = Math.min(1, this.search.columns.length);
      return Promise.resolve();
    }
    return this.compute();
  }

  /** Begins the search anew with the page's model, and makes its first step. */
  compute(): Promise<void> {
    this.#grower = null;
    this.#wanted = 1;
    return this.task.start();
  }

  /** True while another search is under way of which nothing is drawn yet. */
  get #beginning(): boolean {
    return this.task.busy && this.#grower === null;
  }

  #to(count: number): Promise<void> {
    if (this.#beginning) return Promise.resolve();
    const known = this.search.columns.length;
    if (count <= known || this.search.over !== null) {
      this.shown = Math.min(count, known);
      return Promise.resolve();
    }
    this.shown = known;
    this.#wanted = count;
    return this.task.start();
  }
}
