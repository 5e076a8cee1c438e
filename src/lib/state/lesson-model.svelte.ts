/** The one live model that the figures of a lesson share: loaded when the reader first asks. */
import type { Tokenizer } from '../bpe/index.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Engine, EngineInfo } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import { connectTeaching, teachingBase, teachingTokenizer } from './teaching.ts';

export type LessonModelStatus = 'idle' | 'loading' | 'ready' | 'failed';

/** What a figure computes with. */
export interface LoadedModel {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
}

/** The figures' mark for what was computed just now. */
export interface LiveProvenance {
  readonly kind: 'live';
  readonly model: string;
  readonly dtype: string;
  readonly backend: string;
}

export interface LessonModelOptions {
  /** Opens the engine, or gives the one that is kept already. */
  readonly connect: (onStage: (stage: LoadStage, label: string) => void) => Promise<Engine>;
  readonly tokenizer: () => Promise<Tokenizer>;
}

/** After these the engine is gone and must be opened again. */
const FATAL: readonly string[] = ['device-lost', 'worker-lost', 'out-of-memory'];

export class LessonModel {
  status: LessonModelStatus = $state('idle');
  /** How far the loading has come. */
  stage: LoadStage = $state('opening');
  /** Of the engine that is ready; null otherwise. */
  info: EngineInfo | null = $state.raw(null);
  /** Why loading failed, or the engine died; null otherwise. */
  failure: ModelError | null = $state.raw(null);
  readonly provenance: LiveProvenance | null = $derived(
    this.info && {
      kind: 'live',
      model: this.info.model,
      dtype: this.info.dtype,
      backend: this.info.backend === 'webgpu' ? 'WebGPU' : 'WASM',
    },
  );

  readonly #options: LessonModelOptions;
  #pending: Promise<LoadedModel> | null = null;
  #engine: Engine | null = null;

  constructor(options: LessonModelOptions) {
    this.#options = options;
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
    if (FATAL.includes(known.code) && this.status === 'ready') {
      void this.#engine?.release().catch(() => undefined);
      this.#fail(known);
    }
    return known;
  }

  async #load(): Promise<LoadedModel> {
    if (this.status !== 'ready') this.status = 'loading';
    this.stage = 'opening';
    this.failure = null;
    try {
      const [engine, tokenizer] = await Promise.all([
        this.#options.connect((stage) => {
          this.status = 'loading';
          this.stage = stage;
        }),
        this.#options.tokenizer(),
      ]);
      if (engine !== this.#engine) this.#watch(engine);
      this.#engine = engine;
      this.info = engine.info;
      this.status = 'ready';
      return { engine, tokenizer };
    } catch (error) {
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
    this.#engine = null;
    this.info = null;
    this.failure = error;
    this.status = 'failed';
  }
}

let shared: LessonModel | null = null;

/** The teaching model, shared by all figures of all lessons. Nothing is fetched before `ensure`. */
export function lessonModel(): LessonModel {
  shared ??= new LessonModel({
    connect: (onStage) => connectTeaching(teachingBase(), 'auto', onStage),
    tokenizer: () => teachingTokenizer(teachingBase()),
  });
  return shared;
}

function asModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ModelError('internal', message, { cause: error });
}
