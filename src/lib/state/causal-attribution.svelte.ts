import { attribute, type Attribution } from '../causal/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { questionOf, readQuestion, STORED, storedAsked, whereOf } from './causal-question.ts';
import type { Asked, Question, Where } from './causal-question.ts';
import { firstPair, storedCausal } from './causal-stored.ts';
import type { LessonModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

export interface AttributionShown extends Where {
  readonly asked: Asked;
  readonly layers: number;
  readonly heads: number;
  readonly found: Pick<Attribution, 'terms' | 'sum' | 'difference'>;
}

/** Direct logit attribution of the prediction after a text. */
export class AttributionDesk {
  question: Question = $state.raw(questionOf(firstPair));
  /** Compare with the mean of all tokens instead of with one. */
  mean = $state(false);
  shown: AttributionShown = $state.raw({
    ...STORED,
    asked: storedAsked(firstPair),
    ...{ layers: storedCausal.layers, heads: storedCausal.heads },
    found: storedCausal.attribution,
  });
  readonly task: LiveTask;

  constructor(lang: Lang, model?: LessonModel) {
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const { engine, tokenizer } = loaded;
        const asked = await readQuestion(engine, tokenizer, this.question, signal, this.mean);
        const found = await attribute(engine, asked.prompt.ids, asked.answers, signal);
        const { n_layer: layers, n_head: heads } = engine.info.config;
        this.shown = { ...whereOf(loaded), asked, layers, heads, found };
      },
      model,
    );
  }

  ask(question: Question): void {
    this.question = question;
    void this.task.start();
  }

  against(mean: boolean): void {
    this.mean = mean;
    void this.task.start();
  }
}
