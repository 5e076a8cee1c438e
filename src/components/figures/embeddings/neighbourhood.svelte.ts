import type { StoredEmbeddings, StoredNeighbours } from '#lib/embeddings/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import {
  lessonModel,
  type LiveProvenance,
  type LoadedModel,
} from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';

/** Neighbours that are looked up by each measure. */
const K = 12;
/** Characters that are read: more than a name or a long word; a text of a megabyte is not meant here. */
export const MOST = 100;
const SHOWN_PIECES = 24;

interface Piece {
  readonly id: number;
  readonly text: string;
}

/** A token that the reader typed or chose, and the tokens nearest to it. */
export class Neighbourhood {
  shown: StoredNeighbours = $state.raw() as StoredNeighbours;
  /** Where it was computed; null for what is stored. */
  live: LiveProvenance | null = $state.raw(null);
  typed: string = $state('');
  /** Whether what is typed gets a space before it, as inside a sentence. */
  space: boolean = $state(true);
  /** The tokens of what was typed, when there are several. */
  pieces: readonly Piece[] = $state.raw([]);
  /** True when more was typed than is read. */
  cut: boolean = $state(false);
  readonly task: LiveTask;

  readonly #lang: Lang;
  readonly #model = lessonModel();
  readonly #stored: readonly StoredNeighbours[];
  /** The token to look up, or a text to cut into tokens; null: what was typed. */
  #wanted: number | string | null = null;
  /** Whether the ids in the figure are those of the model that computes next. */
  readonly #same: boolean = $derived(
    this.live === null ? this.#model.asked === null : this.live === this.#model.provenance,
  );

  constructor(lang: Lang, { neighbours }: StoredEmbeddings) {
    const [first] = neighbours;
    if (!first) throw new Error('no neighbours are stored');
    this.#lang = lang;
    this.#stored = neighbours;
    this.shown = first;
    this.task = new LiveTask(lang, (loaded, signal) => this.#compute(loaded, signal));
  }

  /** Looks up what is typed. */
  look(): void {
    this.#wanted = null;
    void this.task.start();
  }

  /** Looks a token up; by its text where its id may be another model's. */
  choose(token: number, text: string, known = this.#same): void {
    if (!this.pieces.some((piece) => piece.id === token)) this.pieces = [];
    const kept = this.#stored.find((each) => each.text === text);
    if (kept && this.#model.status !== 'ready') {
      this.shown = kept;
      this.live = null;
      return;
    }
    this.#wanted = known ? token : text;
    void this.task.start();
  }

  /** The same once more, with the model that is there now. */
  again(): void {
    if (this.live && this.live !== this.#model.provenance) this.#wanted = this.shown.text;
    void this.task.start();
  }

  async #compute(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, tokenizer, provenance } = loaded;
    if (typeof this.#wanted !== 'number') {
      const given = this.#wanted ?? this.typed;
      const text = given.slice(0, MOST);
      this.cut = text.length < given.length;
      if (text === '') {
        this.task.problem = t(this.#lang, 'embeddings.near.empty');
        return;
      }
      const before = this.#wanted === null && this.space && !text.startsWith(' ') ? ' ' : '';
      const ids = tokenizer.encode(before + text);
      this.pieces = ids
        .slice(0, SHOWN_PIECES)
        .map((each) => ({ id: each, text: tokenizer.tokenText(each) }));
      this.#wanted = ids[0] ?? 0;
    }
    const asked = this.#wanted;
    const lengths = await engine.tables.norms();
    const named = async (measure: 'cosine' | 'dot') =>
      (await engine.tables.nearest(asked, K, measure)).map((row) => ({
        ...row,
        text: tokenizer.tokenText(row.id),
      }));
    const near = { cosine: await named('cosine'), dot: await named('dot') };
    if (signal.aborted) return;
    const text = tokenizer.tokenText(asked);
    this.shown = { id: asked, text, norm: lengths[asked] ?? NaN, near };
    this.live = provenance;
  }
}
