import { changesByBlock, shuffle } from '#lib/experiments/index.ts';
import type { StoredExperiments } from '#lib/experiments/index.ts';
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
export const MOST = 24;

/** What the picture shows; it follows what is asked for when that has been computed. */
interface Shown {
  readonly sentence: Sentence;
  readonly order: readonly number[];
  readonly positions: boolean;
  readonly changes: readonly (readonly number[])[];
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

interface Wanted {
  readonly text: string;
  readonly order: readonly number[];
  readonly positions: boolean;
}

/** The reader's sentence, the order that they put it into, and how far that moves each vector. */
export class ReorderedSentence {
  shown: Shown = $state.raw() as Shown;
  sentence: Sentence = $state.raw() as Sentence;
  order: readonly number[] = $state.raw([]);
  positions: boolean = $state(false);
  readonly task: LiveTask;

  readonly #lang: Lang;
  readonly #model = lessonModel();
  readonly #stored: StoredExperiments['reordered'];
  /** What has been typed and not yet been read, and the order that a link asks for. */
  #typed: string | null = $state(null);
  #linked: readonly number[] | null = null;
  #seed = 3;

  constructor(lang: Lang, { reordered }: StoredExperiments) {
    this.#lang = lang;
    this.#stored = reordered;
    this.shown = this.#asStored(false);
    this.sentence = this.shown.sentence;
    this.order = reordered.order;
    this.task = new LiveTask(lang, (loaded, signal) => this.#compute(loaded, signal));
  }

  /** As the box has it. */
  get text(): string {
    return this.#typed ?? this.sentence.text;
  }

  /** As a link keeps it. */
  get wanted(): Wanted {
    return { text: this.text, order: this.#linked ?? this.order, positions: this.positions };
  }

  /** Another sentence. */
  read(text: string): void {
    this.#typed = text;
    this.#linked = null;
    void this.task.start();
  }

  ask({ order = this.order, positions = this.positions }: Partial<Omit<Wanted, 'text'>>): void {
    this.order = order;
    this.positions = positions;
    const first = this.#stored;
    const asStored =
      this.sentence.text === first.text &&
      this.sentence.ids.join() === first.ids.join() &&
      order.join() === first.order.join();
    if (asStored && this.#model.status !== 'ready') this.shown = this.#asStored(positions);
    else void this.task.start();
  }

  /** Another order each time. */
  mix(): void {
    this.ask({ order: mixed(this.sentence.ids.length - 1, this.#seed++) });
  }

  /** What a link asks for. */
  follow(state: Partial<Wanted>): void {
    const { text = this.text, order = this.order, positions = this.positions } = state;
    if (text !== this.text) {
      [this.#typed, this.#linked, this.positions] = [text, order, positions];
      void this.task.start();
    } else if (order.join() !== this.order.join() || positions !== this.positions)
      this.ask({ positions, ...(isOrder(order, this.sentence.ids) ? { order } : {}) });
  }

  #asStored(positions: boolean): Shown {
    const { order, with: on, without: off, ...text } = this.#stored;
    const sentence = { ...text, cut: false };
    return { sentence, order, positions, changes: positions ? on : off, live: null };
  }

  async #compute(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, tokenizer, provenance } = loaded;
    const { n_positions } = engine.info.config;
    if (this.#typed === null && this.shown.live !== provenance) {
      // Another model may cut the sentence in another way.
      const { text, ids } = this.sentence;
      const read = readSentence(tokenizer, text, MOST, n_positions);
      if (read.ids.join() !== ids.join()) this.#typed = text;
    }
    if (this.#typed !== null) {
      const read = readSentence(tokenizer, this.#typed, MOST, n_positions);
      this.#typed = null;
      if (read.ids.length < 3) {
        this.task.problem = t(this.#lang, 'experiments.tooShort');
        return;
      }
      this.sentence = read;
      const linked = this.#linked;
      this.order = linked && isOrder(linked, read.ids) ? linked : mixed(read.ids.length - 1, 1);
      this.#linked = null;
    }
    const { sentence, order, positions } = this;
    const changes = await changesByBlock(engine, sentence.ids, order, positions, signal);
    this.shown = { sentence, order, positions, changes, live: provenance };
  }
}

/** All places once, the end-of-text token first. */
const isOrder = (places: readonly number[], ids: readonly number[]): boolean =>
  places.length === ids.length && places[0] === 0 && ids.every((_, i) => places.includes(i));

/** The places from 0 to the last, those between the two shuffled. */
function mixed(last: number, by: number): number[] {
  const between = Array.from({ length: Math.max(last - 1, 0) }, (_, i) => i + 1);
  return [0, ...shuffle(between, by), last];
}
