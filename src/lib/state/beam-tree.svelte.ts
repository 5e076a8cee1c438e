/** A beam search that the reader lets grow, step by step, and takes back again. */
import type { BeamColumn, NodePlace } from '../beams/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { lessonModel, type LessonModel, type LiveProvenance } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import { bestOf, growTree, type TreeSearch, type TreeSettings } from './tree-grower.ts';

/** A guess that has been answered. */
export interface Verdict {
  /** Place, in the column before the last drawn one, of the text that the leader continues. */
  readonly leader: number;
  readonly guessed: boolean;
  /** Guesses right and made so far. */
  readonly right: number;
  readonly made: number;
}

/** The search runs ahead as one batch; the reader is shown a column at a time. */
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
  /** The settings of what is drawn. */
  #searched: TreeSettings = $state.raw() as TreeSettings;
  /** So many columns are wanted. */
  #wanted = 0;

  constructor(lang: Lang, stored: TreeSearch, first: number, model: LessonModel = lessonModel()) {
    this.#stored = stored;
    this.#draw(stored, null);
    this.shown = Math.min(first, stored.columns.length);
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const { settings } = this;
        const show = (search: TreeSearch): void => {
          if (!signal.aborted) this.#grown(search, settings, loaded.provenance);
        };
        await growTree(loaded, settings, show, signal);
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

  /** True while another search is under way of which nothing is drawn yet. */
  get beginning(): boolean {
    return this.task.busy && this.#searched !== this.settings;
  }

  /** One column more; it answers the reader's guess. */
  step(): Promise<void> {
    return this.#to(this.shown + 1);
  }

  toEnd(): Promise<void> {
    this.guess = null;
    return this.#to(this.settings.steps);
  }

  back(): void {
    if (this.beginning) return;
    this.guess = null;
    this.shown = Math.max(this.shown - 1, 0);
    this.#wanted = this.shown;
  }

  restart(): void {
    if (this.beginning) return;
    this.#unguess();
    this.shown = 0;
    this.#wanted = 0;
  }

  /** Other settings begin another search; those of the stored one need no model. */
  set(change: Partial<TreeSettings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    this.#unguess();
    const stored = this.#stored.settings;
    const asStored = (Object.keys(stored) as (keyof TreeSettings)[]).every(
      (key) => stored[key] === this.settings[key],
    );
    if (!asStored || this.live !== null) return this.compute();
    this.task.abort();
    this.#draw(this.#stored, null);
    this.shown = Math.min(1, this.search.columns.length);
    return Promise.resolve();
  }

  /** Begins the search anew with the page's model, and shows its first step. */
  compute(): Promise<void> {
    this.#unguess();
    this.settings = { ...this.settings };
    this.#wanted = 1;
    return this.task.start();
  }

  /** Stops the model; what has been found so far stays. */
  stop(): void {
    this.task.abort();
  }

  #to(count: number): Promise<void> {
    if (this.beginning) return Promise.resolve();
    this.#wanted = count;
    const { length } = this.search.columns;
    this.#show(Math.min(count, length));
    // one that was stopped begins again; one under way shows its next column when it is there
    const more = count > length && this.search.over === null && !this.task.busy;
    return more ? this.task.start() : Promise.resolve();
  }

  /** Takes what a search has found so far. */
  #grown(search: TreeSearch, settings: TreeSettings, live: LiveProvenance): void {
    if (this.#searched !== settings || this.live !== live) {
      this.#draw({ ...search, settings }, live);
      this.shown = 0;
    } else if (search.columns.length < this.search.columns.length) return;
    else this.search = search;
    this.#show(Math.min(Math.max(this.#wanted, this.shown), search.columns.length));
  }

  #draw(search: TreeSearch, live: LiveProvenance | null): void {
    this.settings = search.settings;
    this.#searched = search.settings;
    this.search = search;
    this.live = live;
  }

  /** Shows so many columns; the first new one answers the guess. */
  #show(count: number): void {
    const { guess, shown } = this;
    this.shown = count;
    const column = this.columns[shown];
    if (guess === null || column === undefined) return;
    this.guess = null;
    const leader = column.find(({ fate }) => fate === 'runs' || fate === 'ends')?.parent;
    if (leader === undefined) return;
    const guessed = leader === guess;
    const { right, made } = this.verdict ?? { right: 0, made: 0 };
    this.verdict = { leader, guessed, right: right + Number(guessed), made: made + 1 };
  }

  #unguess(): void {
    this.guess = null;
    this.verdict = null;
  }
}
