import { lossesWith, shiftCurve } from '#lib/experiments/index.ts';
import type { Losses, StoredExperiments } from '#lib/experiments/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import {
  lessonModel,
  type LiveProvenance,
  type LoadedModel,
} from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { readSentence, type Sentence } from './sentence.ts';

/** Tokens that are read. */
export const MOST = 32;
const SHIFTS = 32;
export const KINDS = ['normal', 'zero', 'shuffled', 'shifted'] as const;
type Kind = (typeof KINDS)[number];

export interface ShownLosses extends Readonly<Record<Kind, Losses>> {
  readonly sentence: Sentence;
  readonly seed: number;
  readonly by: number;
  readonly curve: readonly { readonly by: number; readonly loss: number }[];
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

interface Wanted {
  readonly text: string;
  readonly seed: number;
  readonly by: number;
}

/** The reader's sentence, the seed and the shift that are asked for, and the losses that are known. */
export class PositionLosses {
  shown: ShownLosses = $state.raw() as ShownLosses;
  text: string = $state('');
  seed: number = $state(0);
  by: number = $state(0);
  readonly task: LiveTask;

  readonly #lang: Lang;
  readonly #model = lessonModel();
  readonly #positions: number;
  /** What has been typed and not yet been read. */
  #typed: string | null = null;

  constructor(lang: Lang, { positions, losses }: StoredExperiments) {
    const { text, ids, tokens, ...first } = losses;
    this.#lang = lang;
    this.#positions = positions;
    this.shown = { sentence: { text, ids, tokens, cut: false }, ...first, live: null };
    this.text = text;
    this.seed = first.seed;
    this.by = first.by;
    this.task = new LiveTask(lang, (loaded, signal) => this.#compute(loaded, signal));
  }

  /** Rows of wpe. */
  get rows(): number {
    return this.#model.info?.config.n_positions ?? this.#positions;
  }

  /** The largest shift that leaves a row for each token. */
  get last(): number {
    return this.rows - this.shown.sentence.ids.length;
  }

  /** Another sentence. */
  read(text: string): void {
    this.#typed = this.text = text;
    void this.task.start();
  }

  ask({ seed = this.seed, by = this.by }: Partial<Pick<Wanted, 'seed' | 'by'>>): void {
    this.seed = seed;
    this.by = by;
    if (this.#other()) void this.task.start();
  }

  /** What a link asks for. */
  follow({ text = this.text, seed = this.seed, by = this.by }: Partial<Wanted>): void {
    if (text !== this.text) this.#typed = this.text = text;
    this.seed = seed;
    this.by = by;
    if (this.#typed !== null || this.#other()) void this.task.start();
  }

  #other(): boolean {
    return this.seed !== this.shown.seed || this.by !== this.shown.by;
  }

  async #compute(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, tokenizer, provenance } = loaded;
    const { n_positions } = engine.info.config;
    const { shown } = this;
    let { sentence, normal, zero, curve } = shown;
    // Another model cuts the sentence in its own way.
    if (shown.live !== provenance) this.#typed ??= sentence.text;
    if (this.#typed !== null) {
      sentence = readSentence(tokenizer, this.#typed, MOST, n_positions);
      this.#typed = null;
      if (sentence.ids.length < 3) {
        this.task.problem = t(this.#lang, 'experiments.tooShort');
        return;
      }
    }
    this.by = Math.min(this.by, n_positions - sentence.ids.length);
    const { seed, by } = this;
    const { ids } = sentence;
    // What does not depend on seed and shift is computed once for a sentence.
    if (shown.live !== provenance || sentence !== shown.sentence) {
      normal = await lossesWith(engine, ids, { kind: 'normal' }, signal);
      zero = await lossesWith(engine, ids, { kind: 'zero' }, signal);
      curve = await shiftCurve(engine, ids, SHIFTS, signal);
    }
    const shuffled = await lossesWith(engine, ids, { kind: 'shuffled', seed }, signal);
    const shifted = await lossesWith(engine, ids, { kind: 'shifted', by }, signal);
    const asked = { sentence, seed, by };
    this.shown = { ...asked, normal, zero, shuffled, shifted, curve, live: provenance };
  }
}
