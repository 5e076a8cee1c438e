import type { Lang } from '../i18n/languages.ts';
import { latestOnly, type LatestOnly } from './latest.ts';
import { lessonModel, type LessonModel, type LoadedModel } from './lesson-model.svelte.ts';

/**
 * What a figure computes with the page's model: loads the model when it must, lets only the newest
 * call count, and keeps what the figure says of it (`busy`, `problem`).
 */
export class LiveTask {
  /** True from a start until its result is there. */
  busy = $state(false);
  /** What went wrong, in the reader's language, with a way out; null when nothing did. */
  problem: string | null = $state(null);

  readonly #runner: LatestOnly;

  /**
   * `work` computes and keeps the result itself. It is given what is loaded and a signal that fires
   * when the reader asks for something else; it may set `problem` and throw `ModelError`s.
   */
  constructor(
    lang: Lang,
    work: (loaded: LoadedModel, signal: AbortSignal) => Promise<void>,
    model: LessonModel = lessonModel(),
  ) {
    this.#runner = latestOnly(async (signal) => {
      this.busy = true;
      this.problem = null;
      try {
        const loaded = await model.ensure();
        if (!signal.aborted) await work(loaded, signal);
      } catch (error) {
        if (!signal.aborted) this.problem = model.explain(lang, error);
      } finally {
        this.busy = false;
      }
    });
  }

  /** Begins, or begins again; settles when nothing is under way any more. Never rejects. */
  start(): Promise<void> {
    return this.#runner.start();
  }

  /** Stops what is under way; what was shown before stays. */
  abort(): void {
    this.#runner.abort();
  }
}
