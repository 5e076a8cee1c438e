/** What the page and the worker say to each other, over comlink. */
import type { Components, Measure, Neighbour, Spread } from '../embeddings/index.ts';
import type {
  BeamSearchOptions,
  BeamSearchStep,
  BeamsFound,
  BestOf,
  BestOfOptions,
  Contrasted,
  ContrastOptions,
  ContrastStep,
  EngineInfo,
  Generated,
  GenerateOptions,
  Run,
  RunOptions,
  SelfCheck,
  Step,
  Tensor,
} from './api.ts';
import type { BackendChoice } from './backends.ts';
import { asModelError, ModelError, type ErrorDetails, type ModelErrorCode } from './errors.ts';
import type { LoadStage } from './load.ts';
import { moved, type Arrays } from './moved.ts';
import type { NamedBlob } from './store/files.ts';
import type { Usage } from './store/library.ts';
import type { StoredModel } from './store/listing.ts';
import type { Manifest, StoredDtype } from './store/manifest.ts';
import type { Progress } from './store/progress.ts';
import type { DownloadRequest } from './store/records.ts';

export type OpenOptions = RunningOptions & (AtBase | FromSource);

interface RunningOptions {
  /** What to call the model on screen. */
  readonly name: string;
  readonly backend: BackendChoice;
  /** Threads on WASM; by default chosen by the size of the model and the machine. */
  readonly threads?: number;
}

interface AtBase {
  /** Where its files are: a URL that ends in a slash. */
  readonly base: string;
  readonly source?: never;
}

interface FromSource {
  readonly base?: never;
  readonly source: ModelSource;
}

/** A model of the browser's store, or stored weights that a site serves, by their manifest's address. */
export type ModelSource =
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'site'; readonly manifest: string };

/** Errors lose their class on the way between threads, so answers carry them as data. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ModelErrorCode;
      readonly message: string;
      readonly details: ErrorDetails;
    };

/** The worker's side. `call` numbers a call, so that it can be aborted. */
export interface ModelWorker {
  /** Holds the lock for as long as the worker lives; false where the browser refuses locks. */
  hello(lock: string): Promise<boolean>;
  open(
    options: OpenOptions,
    onStage: (stage: LoadStage, label: string) => void,
  ): Promise<Answer<EngineInfo>>;
  /** Runs what the self-check has left, behind the calls of the page, and gives it whole. */
  checked(): Promise<Answer<SelfCheck>>;
  run(call: number, ids: readonly number[], options: RunOptions): Promise<Answer<Run>>;
  generate(
    call: number,
    ids: readonly number[],
    options: GenerateOptions,
    onStep: (step: Step) => unknown,
  ): Promise<Answer<Generated>>;
  beams(
    call: number,
    ids: readonly number[],
    options: BeamSearchOptions,
    onStep: (step: BeamSearchStep) => unknown,
  ): Promise<Answer<BeamsFound>>;
  contrast(
    call: number,
    ids: readonly number[],
    options: ContrastOptions,
    onStep: (step: ContrastStep) => unknown,
  ): Promise<Answer<Contrasted>>;
  bestOf(
    call: number,
    ids: readonly number[],
    options: BestOfOptions,
    onStep: (step: Step, text: number) => unknown,
  ): Promise<Answer<BestOf>>;
  unembed(rows: Tensor): Promise<Answer<Tensor>>;
  tableRows(table: 'wte' | 'wpe', indices: readonly number[]): Promise<Answer<Tensor>>;
  nearest(id: number, k: number, measure: Measure): Promise<Answer<readonly Neighbour[]>>;
  norms(): Promise<Answer<Float32Array>>;
  principal(count: number, of: Spread): Promise<Answer<Components>>;
  weightRows(name: string, rows: readonly number[] | undefined): Promise<Answer<Tensor>>;
  /** Closes the model that is open; the worker lives on. */
  release(): Promise<Answer<void>>;
  abort(call: number): void;

  listModels(): Promise<Answer<StoredModel[]>>;
  downloadModel(
    call: number,
    request: DownloadRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Answer<StoredModel>>;
  importModels(
    call: number,
    files: readonly NamedBlob[],
    options: ImportRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Answer<StoredModel[]>>;
  pauseModel(id: string): Promise<Answer<void>>;
  removeModel(id: string): Promise<Answer<void>>;
  storedManifest(id: string): Promise<Answer<Manifest>>;
  storeUsage(): Promise<Answer<Usage>>;
  /** Tells of downloads in all tabs, and of changes of the list, for as long as the worker lives. */
  watchModels(onProgress: (progress: Progress) => void, onChange: () => void): Promise<void>;
}

export interface ImportRequest {
  /** What to call a checkpoint whose files lie in no folder. */
  readonly name: string;
  /** Of a checkpoint; default int8. */
  readonly dtype?: StoredDtype;
}

/** Unpacks an answer; rejects with its ModelError. */
export function unpack<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new ModelError(answer.code, answer.message, { details: answer.details });
}

/** Packs what a call gives or throws. `arraysOf` names the arrays that are made for this answer: they move. */
export async function pack<T>(
  call: () => Promise<T>,
  arraysOf: (value: T) => Arrays = () => [],
): Promise<Answer<T>> {
  try {
    const value = await call();
    return moved<Answer<T>>({ ok: true, value }, arraysOf(value));
  } catch (error) {
    const { code, message, details } = asModelError(error);
    return { ok: false, code, message, details };
  }
}
