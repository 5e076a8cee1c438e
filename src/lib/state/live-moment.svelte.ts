import type { Lang } from '../i18n/languages.ts';
import { lessonModel, type LessonModel, type LiveProvenance } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import { readMoment, type Moment } from './moment.ts';

/** The distribution that a figure works on: a stored one until the reader asks for another text. */
export class LiveMoment {
  moment: Moment = $state.raw() as Moment;
  /** Where it was computed; null for what is stored. */
  live: LiveProvenance | null = $state.raw(null);
  readonly task: LiveTask;
  /** The text that was asked for last. */
  text: string = $state('');

  /** `write`: so many tokens are written greedily after the reader's text. */
  constructor(lang: Lang, stored: Moment, write: number, model: LessonModel = lessonModel()) {
    this.moment = stored;
    this.text = stored.text;
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const moment = await readMoment(loaded, this.text, write, signal);
        if (signal.aborted) return;
        this.moment = moment;
        this.live = loaded.provenance;
      },
      model,
    );
  }

  read(text: string): Promise<void> {
    this.text = text;
    return this.task.start();
  }

  /** The same text with the page's model. */
  compute(): Promise<void> {
    return this.task.start();
  }
}
