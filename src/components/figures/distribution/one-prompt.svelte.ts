/** One prompt and what could come after it: stored first, live when the reader asks. */
import { nextStep, type NextStep, type StoredPrompt } from '#lib/distribution/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import type { LiveProvenance } from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { readSentence } from '../experiments/sentence.ts';
import { storedStep } from './stored.ts';

/** Tokens of a prompt at most. */
const MOST = 64;

export class OnePrompt {
  /** The prompt that was read. */
  text = $state('');
  step: NextStep = $state.raw() as NextStep;
  /** Where it was computed; null for what is stored. */
  live: LiveProvenance | null = $state.raw(null);
  /** True when the prompt was longer than what is read. */
  cut = $state(false);
  readonly task: LiveTask;
  #typed: string = $state('');

  constructor(lang: Lang, stored: StoredPrompt) {
    this.text = stored.text;
    this.step = storedStep(stored.step);
    this.#typed = stored.text;
    this.task = new LiveTask(lang, async ({ engine, tokenizer, provenance }, signal) => {
      const text = this.#typed;
      const { n_positions } = engine.info.config;
      const { ids, cut } = readSentence(tokenizer, text, MOST, n_positions);
      const { logits } = await engine.run(ids, {}, signal);
      if (signal.aborted) return;
      this.step = nextStep(logits.data, null, (id) => tokenizer.tokenText(id));
      Object.assign(this, { text, cut, live: provenance });
    });
  }

  /** The prompt that was asked for last. */
  get asked(): string {
    return this.#typed;
  }

  /** Settles when the prompt is read, or its problem is told. */
  read(typed: string): Promise<void> {
    this.#typed = typed;
    return this.task.start();
  }
}
