/** An exercise at work: the reader's tries, judged by formula, by GPT-2's tokenizer or by the page's model. */
import { needsOf, type Needs } from '../exercises/needs.ts';
import type { Bench } from '../exercises/bench.ts';
import type { Exercise, Key, Verdict } from '../exercises/types.ts';
import type { Lang } from '../i18n/languages.ts';
import { lessonModel, type LoadedModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import { recordExercise } from './progress.ts';

/** What is said where the check itself cannot be loaded. */
export interface DeskWords {
  readonly failed: string;
}

export class ExerciseDesk {
  /** Of the newest try; null before it, and once the answer was changed. */
  verdict: Verdict | null = $state.raw(null);
  /** The model that the verdict was computed with; null where none took part. */
  model: string | null = $state(null);
  /** False when that was another model than the one that the exercises are made for. */
  teaching = $state(true);
  readonly needs: Needs;

  readonly #lesson: string;
  readonly #exercise: Exercise;
  readonly #key: Key;
  readonly #words: DeskWords;
  readonly #live: LiveTask;
  #answer = '';
  /** Counts tries, so that only the newest counts. */
  #tries = 0;
  #busy = $state(false);
  #problem: string | null = $state(null);

  constructor(lang: Lang, lesson: string, exercise: Exercise, key: Key, words: DeskWords) {
    this.needs = needsOf(exercise);
    this.#lesson = lesson;
    this.#exercise = exercise;
    this.#key = key;
    this.#words = words;
    this.#live = new LiveTask(lang, async (loaded, signal) => {
      const verdict = await this.#judge(loaded, signal);
      if (signal.aborted) return;
      this.teaching = loaded.asked === null;
      this.#keep(verdict, loaded.provenance.model);
    });
  }

  get busy(): boolean {
    return this.#busy || this.#live.busy;
  }

  /** True while the model is not there yet. */
  get loading(): boolean {
    return this.#live.busy && lessonModel().status === 'loading';
  }

  /** What went wrong, in the reader's language; null when nothing did. */
  get problem(): string | null {
    return this.#problem ?? this.#live.problem;
  }

  /** Judges an answer; settles when the verdict, or the problem, is there. Never rejects. */
  async check(answer: string): Promise<void> {
    this.#answer = answer;
    this.#problem = null;
    const live = this.needs === 'model' && answer.trim() !== '';
    if (live) return this.#live.start();
    const own = ++this.#tries;
    this.#busy = true;
    try {
      const verdict = await this.#judge(null);
      if (own === this.#tries) this.#keep(verdict, null);
    } catch {
      if (own === this.#tries) this.#problem = this.#words.failed;
    } finally {
      if (own === this.#tries) this.#busy = false;
    }
  }

  /** The answer is another one now: what was said of the last one no longer holds. */
  changed(): void {
    this.stop();
    this.verdict = null;
    this.#problem = null;
  }

  stop(): void {
    this.#tries++;
    this.#busy = false;
    this.#live.abort();
  }

  /** The reader has compared their own words with the model answer and found them good. */
  accept(): void {
    this.#keep({ outcome: 'right', say: 'choice.right', facts: {} }, null);
  }

  async #judge(loaded: LoadedModel | null, signal?: AbortSignal): Promise<Verdict> {
    const { judge } = await import('../exercises/judge.ts');
    const bench: Bench = {
      model: () =>
        loaded ? Promise.resolve(loaded) : Promise.reject(new Error('no model was asked for')),
      gpt2: async () => (await import('../bpe/gpt2.ts')).gpt2Tokenizer(),
    };
    return judge(this.#exercise, this.#key, this.#answer, bench, signal);
  }

  #keep(verdict: Verdict, model: string | null): void {
    this.verdict = verdict;
    this.model = model;
    if (verdict.outcome === 'right') recordExercise(this.#lesson, this.#exercise.id);
  }
}
