import type { Lang } from '../i18n/languages.ts';
import { t } from '../i18n/translate.ts';
import { forceText, readForced, type Forced } from './forced.ts';
import type { LiveProvenance } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

/** What the figure shows. */
export interface ForcedLive extends Forced {
  readonly live: LiveProvenance | null;
  readonly cut: boolean;
  /** Milliseconds of the one pass, and of all the others together; null for what is stored. */
  readonly ms: { readonly one: number; readonly many: number } | null;
}

/** The figure's state: what it shows, and the task that reads the reader's text. */
export class TeacherForcingRun {
  shown: ForcedLive = $state.raw() as ForcedLive;
  readonly task: LiveTask;
  /** The text that was asked for last. */
  text: string = $state('');

  constructor(lang: Lang, stored: Forced) {
    this.shown = { ...stored, live: null, cut: false, ms: null };
    this.text = stored.text;
    this.task = new LiveTask(lang, async ({ engine, tokenizer, provenance }, signal) => {
      const text = this.text;
      const { n_positions, n_layer, vocab_size } = engine.info.config;
      const { ids, cut } = readForced(tokenizer, text, n_positions);
      if (ids.length < 2) {
        this.task.problem = t(lang, 'experiments.tooShort');
        return;
      }
      const { places, ms } = await forceText(engine, ids, signal);
      const tokens = ids.map((id) => tokenizer.tokenText(id));
      const of = { text, tokens, places, layers: n_layer, vocabulary: vocab_size };
      this.shown = { ...of, live: provenance, cut, ms };
    });
  }

  read(text: string): void {
    this.text = text;
    void this.task.start();
  }
}
