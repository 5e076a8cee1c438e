/** One store for the site: its worker outlives the page, so that downloads go on. */
import type { ModelLibrary } from '../model/library-client.ts';

let library: Promise<ModelLibrary> | null = null;

/** The store's worker, started at the first call. */
export function sharedLibrary(): Promise<ModelLibrary> {
  library ??= import('../model/library-client.ts').then(({ openLibrary }) => openLibrary());
  return library;
}

/** After the worker has died: the next call starts another. */
export function forgetLibrary(): void {
  void library?.then((lost) => lost.close()).catch(() => undefined);
  library = null;
}
