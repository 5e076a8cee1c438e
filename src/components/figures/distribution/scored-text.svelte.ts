/** A text and how the model judges each of its tokens. */
import type { Piece } from '#lib/bpe/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { defaultStride, scoreText, type TokenScore } from '#lib/scoring/index.ts';
import {
  lessonModel,
  type LessonModel,
  type LiveProvenance,
  type LoadedModel,
} from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { readSentence } from '../experiments/sentence.ts';
import { stored, storedPieces, storedScores } from './stored.ts';

/** Longer texts are cut: a page shows no more tokens at once. */
export const MOST = 800;
/** Windows a reader may choose are not smaller than this. */
export const SMALLEST_WINDOW = 8;

export class ScoredText {
  text = $state(stored.scored.text);
  pieces: readonly Piece[] = $state.raw(storedPieces(stored.scored.pieces));
  /** Of each token but the first; fewer while they are computed. */
  scores: readonly TokenScore[] = $state.raw(storedScores());
  /** With which window and stride these were computed. */
  window = $state(stored.scored.window);
  stride = $state(stored.scored.stride);
  /** As many tokens as the model reads at once. */
  positions = $state(stored.positions);
  live: LiveProvenance | null = $state.raw(null);
  cut = $state(false);
  readonly task: LiveTask;
  #window: number | null = null;
  #stride: number | null = null;

  constructor(lang: Lang, model: LessonModel = lessonModel()) {
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const problem = await this.#score(loaded, signal);
        if (problem) this.task.problem = t(lang, 'experiments.tooShort');
      },
      model,
    );
  }

  /** How many tokens there are, the end-of-text token before the text included. */
  get length(): number {
    return this.pieces.at(-1)?.end ?? 0;
  }

  /** Has the model judge a text; null for as large a window as the model has, and half of it as stride.
   * Settles when it has, or its problem is told. */
  score(text: string, window: number | null = null, stride: number | null = null): Promise<void> {
    this.text = text;
    this.#window = window;
    this.#stride = stride;
    return this.task.start();
  }

  /** True when there is too little to score. */
  async #score(
    { engine, tokenizer, provenance }: LoadedModel,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { n_positions } = engine.info.config;
    const { ids, cut } = readSentence(tokenizer, this.text, MOST);
    if (ids.length < 3) return true;
    const window = Math.min(this.#window ?? n_positions, n_positions);
    const stride = Math.min(this.#stride ?? defaultStride(window), window - 1);
    const scores: TokenScore[] = [];
    await scoreText(
      engine,
      ids,
      {
        ...{ window, stride },
        onScores: (found) => {
          if (signal.aborted) return;
          if (scores.length === 0) {
            Object.assign(this, { window, stride, cut, live: provenance, positions: n_positions });
            this.pieces = tokenizer.pieces(ids);
          }
          scores.push(...found);
          this.scores = [...scores];
        },
      },
      signal,
    );
    return false;
  }
}
