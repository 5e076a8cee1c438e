/**
 * The worker of a small model, started before the code that talks to it has come: while the page's
 * scripts are fetched it compiles onnxruntime-web's WebAssembly and reads the model's files, the longest
 * parts of a cold start.
 */
import type { OpenOptions } from './protocol.ts';

/** A model and where its files are: a URL that ends in a slash. */
export interface EarlyModel {
  readonly name: string;
  readonly base: string;
}

/** What such a worker is told first, past all calls. */
interface Early {
  readonly early: EarlyModel;
}

let early: Worker | null = null;

/** Starts it, once. */
export function startEarly(model: EarlyModel): void {
  if (early !== null) return;
  early = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  early.postMessage({ early: model } satisfies Early);
}

/**
 * The worker that was started early, for a model that is served with the site, is small (one thread is
 * best), and may compute on WebAssembly; null for any other, and where there is none.
 */
export function takeEarly({ base, backend, threads }: OpenOptions): Worker | null {
  if (base === undefined || backend === 'webgpu' || threads !== undefined) return null;
  const taken = early;
  early = null;
  return taken;
}

/** In the worker: calls back with the model that is wanted early. */
export function onEarly(begin: (model: EarlyModel) => void): void {
  self.addEventListener('message', ({ data }: MessageEvent<Partial<Early> | null>) => {
    if (data?.early !== undefined) begin(data.early);
  });
}
