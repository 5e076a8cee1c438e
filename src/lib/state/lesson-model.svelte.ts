/**
 * The one live model that the figures of a page share: the teaching model or a stored one, loaded when
 * the reader first asks.
 */
import type { Tokenizer } from '../bpe/index.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Engine, EngineInfo } from '../model/api.ts';
import { asModelError, isFatal, type ModelError } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import { askedBackend, askedModel, withModel } from './lesson-address.ts';
import { connectStored, storedManifest, storedTokenizer } from './stored-model.ts';
import { teachingBase } from './teaching-base.ts';
import { connectTeaching, teachingTokenizer } from './teaching.ts';

export type LessonModelStatus = 'idle' | 'loading' | 'ready' | 'failed';

/** What a figure computes with. */
export interface LoadedModel {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
  /** The stored model's id; null: it is the teaching model. */
  readonly asked: string | null;
  /** The same object for as long as the engine lives. */
  readonly provenance: LiveProvenance;
}

/** The figures' mark for what was computed just now. */
export interface LiveProvenance {
  readonly kind: 'live';
  readonly model: string;
  readonly dtype: string;
  readonly backend: string;
}

/** Where it is written which model the page uses. */
export interface Asking {
  /** The stored model that is asked for; null for the teaching model. */
  readonly read: () => string | null;
  readonly write: (id: string | null) => void;
}

export interface LessonModelOptions {
  /** Opens the engine, or gives the one that is kept already. */
  readonly connect: (
    onStage: (stage: LoadStage, label: string) => void,
    asked: string | null,
  ) => Promise<Engine>;
  readonly tokenizer: (asked: string | null) => Promise<Tokenizer>;
  /** The form in which a stored model is kept; without it the engine's own word counts. */
  readonly form?: (asked: string | null) => Promise<string | null>;
  /** Without it there is only the teaching model. */
  readonly asking?: Asking;
}

export class LessonModel {
  status: LessonModelStatus = $state('idle');
  /** How far the loading has come. */
  stage: LoadStage = $state('opening');
  /** Of the engine that is ready; null otherwise. */
  info: EngineInfo | null = $state.raw(null);
  /** Why loading failed, or the engine died; null otherwise. */
  failure: ModelError | null = $state.raw(null);
  /** The mark of what is computed now; another object once another engine is loaded. */
  provenance: LiveProvenance | null = $state.raw(null);
  /** The stored model that is asked for; null for the teaching model. */
  asked: string | null = $state(null);

  readonly #options: LessonModelOptions;
  #tokenizer: Promise<Tokenizer> | null = null;
  #pending: Promise<LoadedModel> | null = null;
  #engine: Engine | null = null;

  constructor(options: LessonModelOptions) {
    this.#options = options;
  }

  /** Looks again which model is asked for; another than before is loaded by the next `ensure`. */
  follow(): void {
    const asked = this.#options.asking?.read() ?? null;
    if (asked === this.asked) return;
    this.asked = asked;
    this.#drop();
    this.failure = null;
    this.status = this.#pending ? 'loading' : 'idle';
  }

  /** Asks for another model: a stored one by its id, or, with null, the teaching model. */
  choose(id: string | null): void {
    this.#options.asking?.write(id);
    this.follow();
  }

  /**
   * The engine and its tokenizer, loaded at the first call and again after a failure; call it
   * before every run, for what is loaded costs nothing. Rejects with a `ModelError`, which is in
   * `failure` too.
   */
  ensure(): Promise<LoadedModel> {
    this.#pending ??= this.#load().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /** Why there is no model, in the reader's language, with a way out; null when nothing failed. */
  error(lang: Lang): string | null {
    return this.failure && errorSentence(lang, this.failure);
  }

  /**
   * A sentence for what a figure caught from `ensure` or from the engine; null for what the reader
   * stopped. Gives the engine up as `report` does, so call it where the error is caught.
   */
  explain(lang: Lang, error: unknown): string | null {
    const known = this.report(error);
    return known.code === 'aborted' ? null : errorSentence(lang, known);
  }

  /** When the engine cannot go on after this error it is given up; `ensure` then opens another. */
  report(error: unknown): ModelError {
    const known = asModelError(error);
    if (isFatal(known) && this.status === 'ready') {
      void this.#engine?.release().catch(() => undefined);
      this.#fail(known);
    }
    return known;
  }

  async #load(): Promise<LoadedModel> {
    this.follow();
    const { asked } = this;
    if (this.status !== 'ready') this.status = 'loading';
    this.stage = 'opening';
    this.failure = null;
    try {
      const names = (this.#tokenizer ??= this.#options.tokenizer(asked));
      const opening = this.#options.connect((stage) => {
        this.status = 'loading';
        this.stage = stage;
      }, asked);
      // A failure is told when nothing is under way any more, so that a new attempt is a new one.
      await Promise.allSettled([opening, names]);
      const [engine, tokenizer] = await Promise.all([opening, names]);
      const same = engine === this.#engine && this.provenance !== null;
      const form = same ? null : ((await this.#options.form?.(asked)) ?? null);
      // The reader may have changed their mind meanwhile.
      if (asked !== this.asked) return await this.#load();
      if (engine !== this.#engine) this.#watch(engine);
      if (engine !== this.#engine || this.provenance === null)
        this.provenance = provenanceOf(engine.info, form);
      this.#engine = engine;
      this.info = engine.info;
      this.status = 'ready';
      return { engine, tokenizer, asked, provenance: this.provenance };
    } catch (error) {
      if (asked !== this.asked) return this.#load();
      const known = asModelError(error);
      this.#fail(known);
      throw known;
    }
  }

  #watch(engine: Engine): void {
    void engine.lost?.then((error) => {
      if (engine === this.#engine) this.#fail(error);
    });
  }

  #fail(error: ModelError): void {
    this.#drop();
    this.failure = error;
    this.status = 'failed';
  }

  #drop(): void {
    this.#engine = null;
    this.#tokenizer = null;
    this.info = null;
    this.provenance = null;
  }
}

let shared: LessonModel | null = null;

/**
 * The model of the page's figures, shared by all of them: the stored one that the address asks for
 * (`?model=ID`), else the teaching model. Nothing is fetched before `ensure`.
 */
export function lessonModel(): LessonModel {
  shared ??= new LessonModel({
    connect: (onStage, asked) => {
      const backend = askedBackend(location.href);
      return asked === null
        ? connectTeaching(teachingBase(), backend, onStage)
        : connectStored(asked, backend, onStage);
    },
    tokenizer: async (asked) =>
      asked === null ? teachingTokenizer(teachingBase()) : (await storedTokenizer(asked)).tokenizer,
    form: async (asked) => (asked === null ? null : (await storedManifest(asked)).dtype),
    asking: {
      read: () => askedModel(location.href),
      write: (id) => history.replaceState(history.state, '', withModel(location.href, id)),
    },
  });
  return shared;
}

function provenanceOf(info: EngineInfo, form: string | null): LiveProvenance {
  const { model, dtype, backend } = info;
  const where = backend === 'webgpu' ? 'WebGPU' : 'WASM';
  return { kind: 'live', model, dtype: form ?? dtype, backend: where };
}
