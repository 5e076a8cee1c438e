/** A prompt and what the model wrote after it, with what could have come at every place. */
import type { Piece, Tokenizer } from '#lib/bpe/index.ts';
import { nextStep, type CutBy, type NextStep } from '#lib/distribution/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import {
  lessonModel,
  type LessonModel,
  type LiveProvenance,
  type LoadedModel,
} from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { readSentence } from '../experiments/sentence.ts';
import { stored, storedPieces, storedStep } from './stored.ts';

/** Tokens of a prompt at most, and how many are written after it. */
export const MOST = 48;
export const WRITTEN = 16;

/** How the next token is drawn. */
export interface Drawing {
  readonly by: CutBy;
  readonly k: number;
  readonly p: number;
  readonly seed: number;
}

export class Writing {
  pieces: readonly Piece[] = $state.raw(storedPieces(stored.writing.pieces));
  /** From which token on the model wrote. */
  writtenFrom = $state(stored.writing.writtenFrom);
  /** The place whose distribution is shown: that of a token, or the one after the last. */
  selected: number | null = $state(stored.writing.writtenFrom);
  /** Where it was computed; null for what is stored. */
  live: LiveProvenance | null = $state.raw(null);
  /** True when the prompt was longer than what is read. */
  cut = $state(false);
  vocabulary = $state(stored.vocabulary);
  readonly writer: LiveTask;

  /** What could come at each place; null where nobody has looked yet, and before the first token. */
  #steps: readonly (NextStep | null)[] = $state.raw([
    null,
    ...stored.writing.steps.map(storedStep),
  ]);
  #ids: readonly number[] = [];
  #writing = false;
  #asked: { readonly text: string; readonly how: Drawing } | null = null;
  #text = stored.writing.text;
  readonly #looker: LiveTask;

  constructor(lang: Lang, model: LessonModel = lessonModel()) {
    this.writer = new LiveTask(lang, (loaded, signal) => this.#write(loaded, signal), model);
    this.#looker = new LiveTask(lang, (loaded, signal) => this.#look(loaded, signal), model);
  }

  /** How many tokens there are, prompt and all. */
  get length(): number {
    return this.pieces.at(-1)?.end ?? 0;
  }

  /** The step at the selected place; null before the first token, or while it is computed. */
  get step(): NextStep | null {
    return this.selected === null ? null : (this.#steps[this.selected] ?? null);
  }

  get busy(): boolean {
    return this.writer.busy || this.#looker.busy;
  }

  get problem(): string | null {
    return this.writer.problem ?? this.#looker.problem;
  }

  /** Has the model go on from a prompt; settles when it has, or its problem is told. */
  write(text: string, how: Drawing): Promise<void> {
    this.#asked = { text, how };
    this.#text = text;
    return this.writer.start();
  }

  /** Shows what could come at a place; settles when it is shown. */
  async select(place: number): Promise<void> {
    this.selected = place;
    if (place > 0 && this.step === null && !this.#writing) await this.#looker.start();
  }

  stop(): void {
    this.writer.abort();
    this.#looker.abort();
  }

  async #write({ engine, tokenizer, provenance }: LoadedModel, signal: AbortSignal): Promise<void> {
    const { text, how } = this.#asked ?? { text: this.#text, how: null };
    const { n_positions, vocab_size } = engine.info.config;
    const { ids: prompt, cut } = readSentence(tokenizer, text, MOST, n_positions);
    const ids = [...prompt];
    let steps: (NextStep | null)[] = ids.map(() => null);
    const show = (): void => {
      this.#ids = [...ids];
      this.pieces = tokenizer.pieces(ids);
      this.#steps = [...steps];
    };
    this.#writing = true;
    try {
      await engine.generate(
        prompt,
        {
          ...{ strategy: 'sample', maxNewTokens: WRITTEN, stopAtEnd: false },
          ...(how === null ? {} : settingsOf(how)),
        },
        ({ id, logits }) => {
          if (signal.aborted) return;
          if (ids.length === prompt.length) {
            this.writtenFrom = prompt.length;
            this.selected = prompt.length;
            this.live = provenance;
            this.cut = cut;
            this.vocabulary = vocab_size;
            steps = ids.map(() => null);
          }
          steps.push(nextStep(logits, id, textsOf(tokenizer)));
          ids.push(id);
          show();
        },
        signal,
      );
    } finally {
      this.#writing = false;
    }
    // The reader may have chosen another place meanwhile.
    if (!signal.aborted && this.selected !== null) void this.select(this.selected);
  }

  async #look(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, tokenizer, provenance } = loaded;
    // Another model cuts the text in its own way.
    if (this.live !== provenance) {
      await this.#write(loaded, signal);
      return;
    }
    const place = this.selected ?? 0;
    const ids = this.#ids.slice(0, place).slice(-engine.info.config.n_positions);
    const { logits } = await engine.run(ids, {}, signal);
    if (signal.aborted) return;
    const step = nextStep(logits.data, this.#ids[place] ?? null, textsOf(tokenizer));
    const steps = [...this.#steps];
    steps[place] = step;
    this.#steps = steps;
  }
}

/** The settings of lib/sampling for a cut. */
export function settingsOf({ by, k, p, seed }: Drawing): {
  topK?: number;
  topP?: number;
  seed: number;
} {
  return { ...(by === 'p' ? {} : { topK: k }), ...(by === 'k' ? {} : { topP: p }), seed };
}

const textsOf = (tokenizer: Tokenizer) => (id: number) => tokenizer.tokenText(id);
