import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { LiveProvenance, LoadedModel } from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { storedManifest } from '#lib/state/stored-model.ts';
import { readSentence, type Sentence } from '../experiments/sentence.ts';

/** What a figure shows: a sentence, what was computed of it, and where; `live` null for what is stored. */
export interface Shown<T> {
  readonly sentence: Sentence;
  readonly result: T;
  readonly live: LiveProvenance | null;
  /** Hugging Face's name of the model; null where it has none. */
  readonly repo?: string | null;
}

export interface ReadingOptions<T> {
  /** So many tokens are read at most, beside the end-of-text token before them. */
  readonly most: number;
  /** Fewer than these are not enough; default 2. */
  readonly least?: number;
  readonly compute: (
    loaded: LoadedModel,
    sentence: Sentence,
    signal: AbortSignal,
  ) => Promise<T | null>;
}

/** What a script for a notebook needs to know. */
export const scriptText = ({ sentence, repo = null }: Shown<unknown>) => ({
  ids: sentence.ids,
  repo,
});

/** The reader's sentence, read by the page's model when it is sent; until then what is stored. */
export class Reading<T> {
  shown: Shown<T> = $state.raw() as Shown<T>;
  readonly task: LiveTask;
  #typed: string | null = $state(null);

  /** `compute` gives null when it has set `task.problem` itself: then nothing new is shown. */
  constructor(lang: Lang, first: Shown<T>, { most, least = 2, compute }: ReadingOptions<T>) {
    this.shown = first;
    this.task = new LiveTask(lang, async (loaded, signal) => {
      const { engine, tokenizer, provenance } = loaded;
      let { sentence } = this.shown;
      // Another model cuts the sentence in its own way.
      if (this.shown.live !== provenance) this.#typed ??= sentence.text;
      const typed = this.#typed;
      if (typed !== null) {
        sentence = readSentence(tokenizer, typed, most, engine.info.config.n_positions);
        if (sentence.ids.length < least) {
          this.#typed = null;
          this.task.problem = t(lang, 'experiments.tooShort');
          return;
        }
      }
      const result = await compute(loaded, sentence, signal);
      const { asked } = loaded;
      const repo = asked === null ? null : (await storedManifest(asked)).origin.repo;
      if (signal.aborted) return;
      if (this.#typed === typed) this.#typed = null;
      if (result !== null) this.shown = { sentence, result, live: provenance, repo };
    });
  }

  /** The sentence that was asked for last. */
  get text(): string {
    return this.#typed ?? this.shown.sentence.text;
  }

  /** Reads another sentence. */
  read(text: string): void {
    this.#typed = text;
    void this.task.start();
  }

  /** Computes anew, for the same sentence. */
  again(): void {
    void this.task.start();
  }
}
