/**
 * The decoding lab: one text and seed, up to six strategies that write on from it at once, and
 * whatever the reader does with what they wrote.
 */
import type { Tokenizer } from '../../bpe/index.ts';
import type { Lang } from '../../i18n/languages.ts';
import { t } from '../../i18n/translate.ts';
import { ModelError } from '../../model/errors.ts';
import type { GenerationConfig } from '../../sampling/index.ts';
import type { LessonModel, LiveProvenance, LoadedModel } from '../lesson-model.svelte.ts';
import { LabColumn } from './column.svelte.ts';
import { ColumnWriter } from './column-writer.ts';
import type { LabLink } from './link.ts';
import type { DecodingFileRun } from '../run-files/decoding.ts';
import { MOST_COLUMNS } from './presets.ts';
import { fillFromFile, fillStored, originOf } from './origin.ts';
import { storedText, textKey, tokensOf } from './prompt.ts';
import { SeedRuns } from './seeds.svelte.ts';
import { LIMITS, problemWith, readNumber, settingsOf, type SettingProblem } from './settings.ts';
import { MOST_SEEDS } from './spread.ts';
import type { StoredLab } from './stored.ts';

/** Tokens that can be taken at a time; so many characters are enough for them. */
const MAX_TAKEN = 64;

export interface LabOptions {
  readonly lang: Lang;
  readonly stored: StoredLab;
  readonly model: Pick<LessonModel, 'ensure' | 'explain'>;
  /** Calls back before the next drawing; `requestAnimationFrame` in a page. */
  readonly frame: (callback: () => void) => unknown;
}

export class DecodingLab {
  prompt = $state('');
  begin = $state(true);
  seed = $state('1');
  count = $state('40');
  columns: readonly LabColumn[] = $state.raw([]);
  /** What went wrong with the text or the model, in the reader's language. */
  problem: string | null = $state(null);
  /** True while the model is waited for. */
  loading = $state(false);
  /** The mark of what was computed last; null: what is shown is stored. */
  live: LiveProvenance | null = $state.raw(null);
  /** The same for the seeds. */
  seedsLive: LiveProvenance | null = $state.raw(null);
  /** The reader's file that is shown, and the model that computed it there; null for none. */
  file: { readonly name: string; readonly model: string } | null = $state.raw(null);
  tokenizer: Tokenizer | null = $state.raw(null);
  /** How many seeds to run, as typed. */
  seeds = $state('50');
  readonly seedRuns = new SeedRuns();

  readonly #options: LabOptions;
  #ids = 0;
  #stop = new AbortController();
  #stopSeeds = new AbortController();
  readonly #writer: ColumnWriter;

  /** What is wrong with seed and length; both are needed to write. */
  wrong: readonly SettingProblem[] = $derived([
    ...problemWith('seed', this.seed, 0, 0xffffffff),
    ...problemWith('newTokens', this.count, 1, LIMITS.newTokens),
  ]);
  wrongSeeds: readonly SettingProblem[] = $derived(problemWith('seeds', this.seeds, 2, MOST_SEEDS));
  writing = $derived(this.columns.some((column) => column.writing > 0));
  busy = $derived(this.writing || this.loading || this.seedRuns.progress !== null);

  constructor(options: LabOptions) {
    this.#options = options;
    this.#writer = new ColumnWriter({ explain: this.#explain, frame: options.frame });
    this.showStored();
  }

  /** Puts the stored run back. */
  showStored(): void {
    const { stored } = this.#options;
    const columns = stored.columns.map(({ config }) => ({
      settings: settingsOf(config),
      tree: null,
    }));
    this.restore({ ...storedText(stored), columns });
  }

  /** The lab as a link tells it; where that is what is stored, the texts are there at once. */
  restore({ columns = this.link().columns, ...text }: Partial<LabLink>): void {
    this.stop();
    this.live = this.seedsLive = this.file = null;
    Object.assign(this, text);
    this.columns = columns.map(({ settings, tree }) => {
      const column = new LabColumn(this.#ids++, settings);
      column.planned = tree;
      fillStored(column, this, this.#options.stored);
      return column;
    });
  }

  /** Shows a run from a file, exactly as it was saved; `by` is the model's id there. */
  openFile(
    file: { readonly name: string; readonly model: string },
    by: string | null,
    { lab, columns, names }: DecodingFileRun,
  ): void {
    this.restore(lab);
    this.file = file;
    for (const [i, found] of columns.entries()) {
      const column = this.columns[i];
      if (column) fillFromFile(column, this, found, { by, names });
    }
  }

  /** What a link is made of. */
  link(): LabLink {
    const { prompt, begin, seed, count } = this;
    const columns = this.columns.map((column) => ({
      settings: column.settings,
      tree: column.plan(),
    }));
    return { prompt, begin, seed, count, columns };
  }

  add(config: GenerationConfig): void {
    if (this.columns.length >= MOST_COLUMNS) return;
    this.columns = [...this.columns, new LabColumn(this.#ids++, settingsOf(config))];
  }

  remove(column: LabColumn): void {
    this.columns = this.columns.filter((each) => each !== column);
  }

  /** Whether a column shows what its settings, the text and the seed would give. */
  isStale(column: LabColumn): boolean {
    return column.origin !== null && column.origin.key !== this.keyOf(column, column.origin.by);
  }

  /** Everything that a column's texts depend on, as one string. */
  keyOf(column: LabColumn, by: string | null): string {
    return textKey(this, column.settings, by);
  }

  /**
   * Lets all columns write on from the text, or some of them, each from the beginning. What is being
   * written is stopped.
   */
  async write(columns: readonly LabColumn[] = this.columns): Promise<void> {
    this.stop();
    const { signal } = this.#stop;
    const ready = await this.#ready(signal);
    if (ready === null) return;
    const { loaded, promptIds } = ready;
    this.live = loaded.provenance;
    this.file = null;
    await Promise.all(
      columns.map((column) => {
        const origin = originOf(this, column, {
          by: loaded.asked,
          promptIds,
          names: loaded.tokenizer,
          stored: false,
        });
        return this.#writer.roots(column, origin, loaded, signal);
      }),
    );
  }

  /** Ends all writing after the tokens in work; what is written stays. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.stopSeeds();
  }

  stopSeeds(): void {
    this.#stopSeeds.abort();
  }

  /**
   * Takes another token, or several, or a text, after the first `at` tokens of the text that a column
   * shows, and lets the strategy go on from there; other columns write on meanwhile.
   */
  async take(column: LabColumn, at: number, what: readonly number[] | string): Promise<void> {
    const { signal } = this.#stop;
    const loaded = await this.#load(signal);
    if (loaded === null || column.origin === null) return;
    if (column.origin.by !== loaded.asked) {
      this.problem = t(this.#options.lang, 'decodingLab.otherModel');
      return;
    }
    const ids =
      typeof what === 'string'
        ? loaded.tokenizer.encode(what.slice(0, MAX_TAKEN)).slice(0, MAX_TAKEN)
        : what;
    if (ids.length === 0) return;
    this.live = loaded.provenance;
    await this.#writer.branch(column, column.tree.now.shown, { at, ids }, loaded, signal);
  }

  /** Writes one text for each seed by each strategy that draws, column beside column. */
  async runSeeds(): Promise<void> {
    if (this.wrongSeeds.length > 0) return;
    this.stopSeeds();
    const stop = new AbortController();
    this.#stopSeeds = stop;
    const ready = await this.#ready(stop.signal);
    if (ready === null) return;
    const { loaded, promptIds } = ready;
    this.seedsLive = loaded.provenance;
    const task = {
      ...{ columns: this.columns, loaded, promptIds, explain: this.#explain },
      ...{ count: readNumber(this.count), first: readNumber(this.seed) },
      seeds: readNumber(this.seeds),
      keyOf: (column: LabColumn) => this.keyOf(column, loaded.asked),
    };
    await this.seedRuns.run(task, stop.signal);
  }

  readonly #explain = (error: unknown): string | null =>
    this.#options.model.explain(this.#options.lang, error);

  /** The model; null where there is none, and then `problem` says why, or where it is not wanted any more. */
  async #load(signal: AbortSignal): Promise<LoadedModel | null> {
    this.problem = null;
    this.loading = true;
    try {
      const loaded = await this.#options.model.ensure();
      if (signal.aborted) return null;
      this.tokenizer = loaded.tokenizer;
      return loaded;
    } catch (error) {
      if (!signal.aborted) this.problem = this.#explain(error);
      return null;
    } finally {
      this.loading = false;
    }
  }

  /** The model and the text in tokens; null as above, or where the text cannot be read. */
  async #ready(signal: AbortSignal): Promise<{ loaded: LoadedModel; promptIds: number[] } | null> {
    if (this.wrong.length > 0) return null;
    const loaded = await this.#load(signal);
    if (loaded === null) return null;
    const { tokenizer, engine } = loaded;
    try {
      const promptIds = tokensOf(this, tokenizer);
      if (promptIds.length > engine.info.config.n_positions)
        throw new ModelError('too-long', 'more tokens than positions');
      return { loaded, promptIds };
    } catch (error) {
      this.problem = this.#explain(error);
      return null;
    }
  }
}
