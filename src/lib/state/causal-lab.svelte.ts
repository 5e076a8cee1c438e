import { nextTask } from '../pacing/next-task.ts';
import {
  ablationEdits,
  compare,
  hasPart,
  readSide,
  samePart,
  type Ablation,
  type Comparison,
  type Pair,
  type Part,
  type Side,
} from '../causal/index.ts';
import type { Tokenizer } from '../bpe/index.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Engine } from '../model/api.ts';
import type { Edit } from '../model/edits.ts';
import { questionOf, readQuestion, STORED, storedAsked, whereOf } from './causal-question.ts';
import type { Asked, Question, Where } from './causal-question.ts';
import { firstPair, storedCausal } from './causal-stored.ts';
import { lessonModel, type LessonModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

/** The edited model against the original on one text. */
export interface LabShown extends Where {
  readonly asked: Asked;
  readonly ablations: readonly Ablation[];
  readonly layers: number;
  readonly heads: number;
  readonly next: readonly Named[];
  readonly answers: readonly Named[];
  readonly difference: number;
  readonly change: number;
  readonly kl: number;
  readonly losses: Comparison['losses'];
  readonly written: { readonly original: string; readonly edited: string };
}

export type Named = Pair & { readonly text: string };

const TOP = 6;
const NEW_TOKENS = 24;
const { lab } = storedCausal;
const storedOff: Ablation = {
  part: { kind: 'head', layer: lab.layer, head: lab.head },
  how: 'zero',
};

/** The switchboard of heads and MLPs. */
export class LabDesk {
  question: Question = $state.raw(questionOf(firstPair));
  /** What is switched off or turned down; it takes hold when it has been computed. */
  ablations: readonly Ablation[] = $state.raw([storedOff]);
  shown: LabShown = $state.raw({
    ...STORED,
    ...lab,
    asked: storedAsked(firstPair),
    ablations: [storedOff],
    ...{ layers: storedCausal.layers, heads: storedCausal.heads },
  });
  readonly task: LiveTask;
  readonly #model: LessonModel;
  #original: { readonly engine: Engine; readonly ids: string; readonly side: Side } | null = null;

  constructor(lang: Lang, model: LessonModel = lessonModel()) {
    this.#model = model;
    this.task = new LiveTask(
      lang,
      async (loaded, signal) => {
        const { engine, tokenizer } = loaded;
        const { config } = engine.info;
        const { n_layer: layers, n_head: heads } = config;
        // Another model may have fewer layers.
        this.ablations = this.ablations.filter(({ part }) => hasPart(config, part));
        const { ablations } = this;
        const asked = await readQuestion(engine, tokenizer, this.question, signal);
        const { ids } = asked.prompt;
        const read = (edits: readonly Edit[]): Promise<Side> =>
          readSide(engine, ids, { edits, newTokens: NEW_TOKENS, signal, pause: nextTask });
        // The original is read once for all the edits that are tried on a text.
        if (this.#original?.ids !== ids.join() || this.#original.engine !== engine)
          this.#original = { engine, ids: ids.join(), side: await read([]) };
        const original = this.#original.side;
        const edited = ablations.length === 0 ? original : await read(ablationEdits(ablations));
        const found = compare(original, edited, asked.answers, TOP);
        const shown = comparisonShown(found, tokenizer);
        this.shown = { ...whereOf(loaded), ...shown, asked, ablations, layers, heads };
      },
      model,
    );
  }

  /** Layers and heads to switch: of the model that is loaded, else of what is shown. */
  get size(): { readonly layers: number; readonly heads: number } {
    const { info } = this.#model;
    const { layers, heads } = this.shown;
    return info ? { layers: info.config.n_layer, heads: info.config.n_head } : { layers, heads };
  }

  ask(question: Question): void {
    this.question = question;
    void this.task.start();
  }

  /** Takes a question and what is switched off; what is shown already is not computed again. */
  restore(question: Question, ablations: readonly Ablation[]): void {
    const same =
      JSON.stringify([question, ablations]) === JSON.stringify([this.question, this.ablations]);
    this.question = question;
    this.ablations = ablations;
    if (!same) void this.task.start();
  }

  find(part: Part): Ablation | undefined {
    return this.ablations.find((each) => samePart(each.part, part));
  }

  /** Off if it was on, on again if not. */
  toggle(part: Part): void {
    const rest = this.ablations.filter((each) => !samePart(each.part, part));
    const was = rest.length < this.ablations.length;
    this.set(was ? rest : [...rest, { part, how: 'zero' }]);
  }

  change(ablation: Ablation): void {
    this.set(this.ablations.map((each) => (samePart(each.part, ablation.part) ? ablation : each)));
  }

  set(ablations: readonly Ablation[]): void {
    this.ablations = ablations;
    void this.task.start();
  }
}

function comparisonShown(
  { next, answers, difference, effect, losses, written }: Comparison,
  tokenizer: Tokenizer,
): Pick<LabShown, 'next' | 'answers' | 'difference' | 'change' | 'kl' | 'losses' | 'written'> {
  const named = (pairs: readonly Pair[]): Named[] =>
    pairs.map((pair) => ({ ...pair, text: tokenizer.tokenText(pair.id) }));
  return {
    ...{ next: named(next), answers: named(answers), difference, losses },
    ...{ change: effect.change, kl: effect.kl },
    written: {
      original: tokenizer.decode(written.original),
      edited: tokenizer.decode(written.edited),
    },
  };
}
