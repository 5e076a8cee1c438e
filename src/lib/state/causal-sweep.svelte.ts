import { ablationSweep, partsOf, type StoredSweep, type SweptPart } from '../causal/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { everySoOften } from './causal-pace.ts';
import { questionOf, readQuestion, STORED, storedAsked, whereOf } from './causal-question.ts';
import type { Asked, Question, Where } from './causal-question.ts';
import { firstPair, storedCausal } from './causal-stored.ts';
import type { LessonModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

export type How = 'zero' | 'mean';

export interface SweepShown extends Where {
  readonly asked: Asked;
  readonly how: How;
  readonly layers: number;
  readonly heads: number;
  /** The logit difference with nothing switched off. */
  readonly difference: number;
  /** In the order of `partsOf`, [L × (H + 1)]; fewer while the sweep goes on. */
  readonly effects: StoredSweep;
}

/** How far a sweep has come. */
export interface Done {
  readonly done: number;
  readonly of: number;
}

const storedShown = (how: How): SweepShown => ({
  ...STORED,
  ...{ asked: storedAsked(firstPair), how },
  ...{ layers: storedCausal.layers, heads: storedCausal.heads },
  ...{ difference: storedCausal.sweep.difference, effects: storedCausal.sweep[how] },
});

/** The sweep that switches every head and MLP off in turn. */
export class SweepDesk {
  question: Question = $state.raw(questionOf(firstPair));
  how: How = $state('zero');
  /** The newest sweep, as far as it has come. */
  shown: SweepShown = $state.raw(storedShown('zero'));
  progress: Done | null = $state.raw(null);
  readonly task: LiveTask;

  constructor(lang: Lang, model?: LessonModel) {
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const { engine, tokenizer } = loaded;
        const { how } = this;
        try {
          const asked = await readQuestion(engine, tokenizer, this.question, signal);
          const { n_layer: layers, n_head: heads } = engine.info.config;
          const show = (parts: readonly SweptPart[], difference: number): void => {
            const effects = effectsOf(parts, (id) => tokenizer.tokenText(id));
            this.shown = { ...whereOf(loaded), asked, how, layers, heads, difference, effects };
          };
          const due = everySoOften();
          const tell = (done: number, of: number, found: readonly SweptPart[]): void => {
            this.progress = { done, of };
            const [one] = found;
            if (one && due()) show(found, one.effect.difference - one.effect.change);
          };
          const { ids } = asked.prompt;
          const sweep = await ablationSweep(engine, ids, asked.answers, how, signal, tell);
          show(sweep.parts, sweep.difference);
        } finally {
          this.progress = null;
        }
      },
      model,
    );
  }

  ask(question: Question): void {
    this.question = question;
    void this.task.start();
  }

  /** Zero or mean; what is stored is shown at once, all else is swept. */
  choose(how: How): void {
    this.how = how;
    if (this.shown.live === null) this.shown = storedShown(how);
    else void this.task.start();
  }

  /** The name of each swept part, in the order of the effects. */
  get parts(): ReturnType<typeof partsOf> {
    return partsOf({ n_layer: this.shown.layers, n_head: this.shown.heads });
  }
}

const effectsOf = (parts: readonly SweptPart[], text: (id: number) => string): StoredSweep => ({
  change: parts.map(({ effect }) => effect.change),
  logProbability: parts.map(({ effect }) => effect.logProbability),
  kl: parts.map(({ effect }) => effect.kl),
  best: parts.map(({ effect }) => text(effect.best)),
});
