import type { Tokenizer } from '../bpe/index.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Engine } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import { createRng, sample } from '../sampling/index.ts';
import { offerOf } from './home-offer.ts';
import { patternDigits, type HomeView } from './home-run.ts';
import {
  lessonModel,
  type LessonModel,
  type LiveProvenance,
  type LoadedModel,
} from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

/** The case holds so many tokens; all 32 patterns of a longer text would be too fine to see. */
export const ROOM = 48;
const LONGEST = 40 * ROOM;
const SEED = 1;

/** The text that is under way. */
interface Read {
  readonly prompt: string;
  readonly engine: Engine;
  /** With what was written since. */
  readonly ids: number[];
  readonly promptLength: number;
}

/** What the reader's text does in the home's case: read, weighed, and written on by draws. */
export class HomeLive {
  /** Null until the first text was read. */
  view: HomeView | null = $state.raw(null);
  live: LiveProvenance | null = $state.raw(null);
  /** True when the text is longer than the case has room for. */
  full = $state(false);
  /** The text that is shown, with what was written. */
  text = $state('');
  readonly model: LessonModel;
  readonly #task: LiveTask;
  readonly #pause: () => Promise<void>;
  #prompt = '';
  #wanted = 0;
  #read: Read | null = null;
  /** After `#read`; null until it was read. */
  #logits: Float32Array | null = null;

  /** `pause`: how long a drawn token stands before the next distribution comes. */
  constructor(lang: Lang, pause: () => Promise<void>, model: LessonModel = lessonModel()) {
    this.#pause = pause;
    this.model = model;
    this.#task = new LiveTask(lang, (loaded, signal) => this.#work(loaded, signal), model);
  }

  get busy(): boolean {
    return this.#task.busy;
  }

  /** What went wrong, in the reader's language, with a way out; null when nothing did. */
  get problem(): string | null {
    return this.#task.problem;
  }

  /** Has the model read a text; settles when the newest call is done. Never rejects. */
  read(prompt: string): Promise<void> {
    this.#prompt = prompt;
    this.#wanted = 0;
    return this.#task.start();
  }

  /** Writes one more token after what is shown of this text. */
  writeOn(prompt: string): Promise<void> {
    if (prompt !== this.#prompt) this.#wanted = 0;
    this.#prompt = prompt;
    this.#wanted++;
    return this.#task.start();
  }

  abort(): void {
    this.#task.abort();
  }

  async #work(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { tokenizer, provenance, engine } = loaded;
    const prompt = this.#prompt;
    const room = Math.min(ROOM, engine.info.config.n_positions);
    if (this.#read?.prompt !== prompt || this.#read.engine !== engine) {
      const first = tokenizer.eosId === null ? [] : [tokenizer.eosId];
      // So many characters are more tokens than there is room for.
      const ids = [...first, ...tokenizer.encode(prompt.slice(0, LONGEST))];
      this.full = ids.length > room;
      if (this.full) return;
      this.#read = { prompt, engine, ids, promptLength: ids.length };
      this.#logits = null;
    }
    const read = this.#read;
    for (;;) {
      if (this.#logits === null) await this.#pass(loaded, read, signal);
      this.live = provenance;
      this.full = this.#wanted > 0 && read.ids.length >= room;
      if (this.#wanted === 0 || this.full || signal.aborted) return;
      this.#draw(loaded, read);
      await this.#pause();
    }
  }

  /** One more token; what was drawn stays, also when the reader asks for more before it is read. */
  #draw({ tokenizer }: LoadedModel, read: Read): void {
    if (!this.#logits || !this.view) return;
    const tokenText = (id: number): string => tokenizer.tokenText(id);
    const id = drawNext(this.#logits, read.ids.length - read.promptLength);
    const offer = offerOf(this.#logits, tokenText, id);
    read.ids.push(id);
    this.#logits = null;
    this.#wanted--;
    this.text = textOf(tokenizer, read.ids);
    this.view = { ...this.view, tokens: namesOf(tokenizer, read.ids), offer };
  }

  async #pass({ engine, tokenizer }: LoadedModel, read: Read, signal: AbortSignal): Promise<void> {
    const { ids, promptLength } = read;
    const { n_layer, n_head } = engine.info.config;
    const names = Array.from(
      { length: n_layer },
      (_, l) => `blocks.${String(l)}.attn.hook_pattern`,
    );
    const { logits, captured } = await engine.run(ids, { capture: names, logits: 'last' }, signal);
    if (signal.aborted) throw new ModelError('aborted', 'a newer text is asked for');
    const tokenText = (id: number): string => tokenizer.tokenText(id);
    this.#logits = logits.data;
    this.text = textOf(tokenizer, ids);
    this.view = {
      tokens: namesOf(tokenizer, ids),
      promptLength,
      heads: names.map((name) =>
        Array.from({ length: n_head }, (_, head) =>
          patternDigits(captured[name]?.data ?? new Float32Array(), ids.length, head),
        ),
      ),
      offer: offerOf(logits.data, tokenText),
    };
  }
}

/** The text of ids without the mark of the beginning. */
function textOf(tokenizer: Tokenizer, ids: readonly number[]): string {
  return tokenizer.decode(ids.slice(tokenizer.eosId === null ? 0 : 1));
}

/** A name for each token; of a character in several tokens the first has it, the others a dot. */
function namesOf(tokenizer: Tokenizer, ids: readonly number[]): string[] {
  return tokenizer
    .pieces(ids)
    .flatMap(({ text, fragments }) => fragments.map((_, i) => (i === 0 ? text : '·')));
}

/** A draw from the whole vocabulary; the same seed and number of draws give the same token. */
function drawNext(logits: Float32Array, draws: number): number {
  const rng = createRng(SEED);
  for (let i = 0; i < draws; i++) rng();
  return sample(logits, { strategy: 'sample' }, rng);
}
