/** What the page and the worker say to each other, over comlink. */
import type {
  EngineInfo,
  Generated,
  GenerateOptions,
  Run,
  RunOptions,
  Step,
  Tensor,
} from './api.ts';
import type { BackendChoice } from './backends.ts';
import { ModelError, type ModelErrorCode } from './errors.ts';
import type { LoadStage } from './load.ts';

export interface OpenOptions {
  /** What to call the model on screen. */
  readonly name: string;
  /** Where its files are: a URL that ends in a slash. */
  readonly base: string;
  readonly backend: BackendChoice;
  /** Threads on WASM; by default chosen by the size of the model and the machine. */
  readonly threads?: number;
}

/** Errors lose their class on the way between threads, so answers carry them as data. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ModelErrorCode; readonly message: string };

/** The worker's side. `call` numbers a call, so that it can be aborted. */
export interface ModelWorker {
  /** Holds the lock for as long as the worker lives. */
  hello(lock: string): Promise<void>;
  open(
    options: OpenOptions,
    onStage: (stage: LoadStage, label: string) => void,
  ): Promise<Answer<EngineInfo>>;
  run(call: number, ids: readonly number[], options: RunOptions): Promise<Answer<Run>>;
  generate(
    call: number,
    ids: readonly number[],
    options: GenerateOptions,
    onStep: (step: Step) => void,
  ): Promise<Answer<Generated>>;
  unembed(rows: Tensor): Promise<Answer<Tensor>>;
  abort(call: number): void;
}

/** Unpacks an answer; rejects with its ModelError. */
export function unpack<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new ModelError(answer.code, answer.message);
}

/** Packs what a call gives or throws. */
export async function pack<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof ModelError ? error.code : 'internal';
    return { ok: false, code, message };
  }
}
