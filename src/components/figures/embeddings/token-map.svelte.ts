import type { Tokenizer } from '#lib/bpe/index.ts';
import { unpack, unpackKinds } from '#lib/embeddings/index.ts';
import type { Spread, StoredEmbeddings } from '#lib/embeddings/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { latestOnly } from '#lib/state/latest.ts';
import {
  lessonModel,
  type LiveProvenance,
  type LoadedModel,
} from '#lib/state/lesson-model.svelte.ts';
import { LiveTask } from '#lib/state/live-task.svelte.ts';
import { teachingBase } from '#lib/state/teaching-base.ts';
import { teachingTokenizer } from '#lib/state/teaching.ts';
import { atlasOf, kindsOf, nameIn, only, type Atlas } from './atlas.ts';

/** Components that are computed of each spread. */
export const COMPONENTS = 8;
/** Neighbours that are looked up in all directions. */
export const NEIGHBOURS = 10;

interface Shown {
  /** null: as stored, unpacked when it is shown. */
  readonly atlases: Readonly<Record<Spread, Atlas>> | null;
  readonly norms: Float32Array;
  readonly kinds: Uint8Array;
  readonly width: number;
  /** null: the teaching model's, loaded when names are wanted. */
  readonly tokenizer: Tokenizer | null;
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

interface Named {
  readonly i: number;
  readonly text: string;
}

/** What the map of tokens is made of, and the token that is chosen on it. */
export class TokenMap {
  shown: Shown = $state.raw() as Shown;
  chosen: number | null = $state(null);
  readonly task: LiveTask;

  readonly #lang: Lang;
  readonly #model = lessonModel();
  readonly #landmarks: StoredEmbeddings['landmarks'];
  #teaching: Tokenizer | null = $state.raw(null);
  #near: { readonly of: number; readonly ids: readonly number[] } | null = $state.raw(null);

  /** Null while names are not known. */
  readonly tokenizer: Tokenizer | null = $derived(this.shown.tokenizer ?? this.#teaching);
  /** Tokens that carry their name from the start. */
  readonly named: readonly Named[] = $derived.by(() => this.#landmarksHere());
  /** The chosen token's neighbours in all directions; none without a model. */
  readonly neighbours: readonly Named[] = $derived(
    this.#near !== null && this.#near.of === this.chosen && this.shown.live
      ? this.#near.ids.map((i) => ({ i, text: this.nameOf(i) }))
      : [],
  );

  constructor(lang: Lang, { norms, kinds, width, landmarks }: StoredEmbeddings) {
    this.#lang = lang;
    this.#landmarks = landmarks;
    const stored = { norms: unpack(norms), kinds: unpackKinds(kinds), width };
    this.shown = { ...stored, atlases: null, tokenizer: null, live: null };
    this.task = new LiveTask(lang, (loaded, signal) => this.#compute(loaded, signal));
  }

  /** '' for one whose name is not known yet. */
  nameOf(token: number): string {
    return this.tokenizer === null
      ? (this.named.find(({ i }) => i === token)?.text ?? '')
      : nameIn(this.tokenizer, token);
  }

  /** The names, without the model. */
  async wake(): Promise<Tokenizer | null> {
    try {
      if (this.tokenizer === null) this.#teaching = await teachingTokenizer(teachingBase());
    } catch (error) {
      this.task.problem = this.#model.explain(this.#lang, error);
    }
    return this.tokenizer;
  }

  /** Looks up the neighbours of the chosen token, where a model has drawn the map. */
  look(): void {
    if (this.chosen !== null && this.shown.live) void this.#looker.start();
  }

  readonly #looker = latestOnly(async (signal) => {
    const { chosen: of, shown } = this;
    // What another model says of this number is of no use.
    if (of === null || !shown.live || shown.live !== this.#model.provenance) return;
    try {
      const { engine } = await this.#model.ensure();
      const rows = await engine.tables.nearest(of, NEIGHBOURS, 'cosine');
      if (!signal.aborted) this.#near = { of, ids: rows.map((row) => row.id) };
    } catch (error) {
      if (!signal.aborted) this.task.problem = this.#model.explain(this.#lang, error);
    }
  });

  async #compute(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { tokenizer, provenance } = loaded;
    const { tables, info } = loaded.engine;
    const atlases = {
      rows: atlasOf(await tables.principal(COMPONENTS, 'rows')),
      directions: atlasOf(await tables.principal(COMPONENTS, 'directions')),
    };
    const norms = await tables.norms();
    if (signal.aborted) return;
    const kinds = await kindsOf(tokenizer, norms.length);
    if (signal.aborted) return;
    if (this.chosen !== null) this.chosen = only(tokenizer, this.nameOf(this.chosen));
    const width = info.config.n_embd;
    this.shown = { atlases, norms, kinds, width, tokenizer, live: provenance };
  }

  #landmarksHere(): Named[] {
    const { tokenizer } = this.shown;
    return this.#landmarks.flatMap(({ id, text }) => {
      const i = tokenizer === null ? id : only(tokenizer, text);
      return i === null ? [] : [{ i, text }];
    });
  }
}
