/** What the models page shows and does: models that are here, downloads, files, what went wrong. */
import { asModelError, type ErrorDetails, type ModelErrorCode } from '../model/errors.ts';
import type {
  DownloadRequest,
  ModelLibrary,
  NamedBlob,
  Progress,
  StoredModel,
  StoreUsage,
} from '../model/library-client.ts';
import type { StoredDtype } from '../model/store/manifest.ts';
import type { OfferedModel } from './site-models.ts';

/** What of the store the page needs. */
export type Store = Pick<
  ModelLibrary,
  'list' | 'usage' | 'download' | 'importFiles' | 'pause' | 'remove' | 'watch'
>;

/** A failure in words that the page can translate. `where` says beside which part to show it. */
export interface Failure {
  readonly where: 'here' | 'hub' | 'disk';
  readonly code: ModelErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** A download that the reader asked for and that is not over yet. */
export interface Busy {
  readonly name: string;
}

/** The reader's own files on their way into the store, in this tab. */
export class Reading {
  readonly name: string;
  /** Null until the files are known. */
  progress: Progress | null = $state.raw(null);
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;

  constructor(name: string) {
    this.name = name;
  }

  /** Stops; nothing of the files stays in the store. */
  cancel(): void {
    this.#controller.abort();
  }
}

export interface ModelsOptions {
  readonly library: () => Promise<Store>;
  /** Called when the store's worker has died, before it is asked for again. */
  readonly lost?: () => void;
  /** The stored models that the site serves, and where each manifest is. */
  readonly site: () => Promise<readonly OfferedModel[]>;
}

export class ModelsState {
  /** Null until the store has answered. */
  models: readonly StoredModel[] | null = $state.raw(null);
  site: readonly OfferedModel[] = $state.raw([]);
  usage: StoreUsage | null = $state.raw(null);
  /** The latest word of each download under way, in this tab or another. */
  progress: Readonly<Record<string, Progress>> = $state.raw({});
  busy: readonly Busy[] = $state.raw([]);
  readings: readonly Reading[] = $state.raw([]);
  failure: Failure | null = $state.raw(null);
  /** What was stored last on this page, to lead the reader on. */
  arrived: StoredModel | null = $state.raw(null);

  readonly #options: ModelsOptions;
  #library: Promise<Store> | null = null;
  #deaf: (() => void) | null = null;
  #closed = false;

  constructor(options: ModelsOptions) {
    this.#options = options;
  }

  /** Reads the list, and listens to what other tabs do. */
  async open(): Promise<void> {
    try {
      const library = await this.#opened();
      if (this.#closed) return;
      this.#deaf = library.watch(
        (progress) => this.#heard(progress),
        () => void this.refresh(),
      );
    } catch (error) {
      this.models = [];
      this.#complain('here', error);
      return;
    }
    await Promise.all([this.refresh(), this.#readSite()]);
  }

  async refresh(): Promise<void> {
    try {
      const library = await this.#opened();
      const [models, usage] = await Promise.all([library.list(), library.usage()]);
      this.models = models;
      this.usage = usage;
      const standing = models.filter(({ complete, stopped }) => complete || stopped !== null);
      this.progress = without(
        this.progress,
        standing.map(({ id }) => id),
      );
    } catch (error) {
      this.models ??= [];
      this.#complain('here', error);
    }
  }

  /** Downloads a model, or goes on with one; what fails is in `failure`, but for a pause. */
  async download(
    request: DownloadRequest,
    name: string,
    where: 'hub' | 'here' = 'hub',
  ): Promise<void> {
    const busy: Busy = { name };
    this.busy = [...this.busy, busy];
    await this.#work(where, async (library) => library.download(request));
    this.busy = this.busy.filter((one) => one !== busy);
  }

  /** Stores the models among the reader's files. */
  async take(blobs: readonly NamedBlob[], name: string, dtype: StoredDtype): Promise<void> {
    const reading = new Reading(name);
    const { signal } = reading;
    const onProgress = (progress: Progress): void => {
      reading.progress = progress;
    };
    this.readings = [...this.readings, reading];
    await this.#work('disk', async (library) => {
      const stored = await library.importFiles(blobs, { name, dtype, signal, onProgress });
      return stored[0] ?? null;
    });
    this.readings = this.readings.filter((one) => one !== reading);
  }

  /** Stops a download; what has come stays, and `download` goes on from there. */
  async pause(id: string): Promise<void> {
    await this.#attempt('here', (library) => library.pause(id));
  }

  /** Deletes a model, or gives up a download with all that has come of it. */
  async remove(id: string): Promise<void> {
    await this.#attempt('here', (library) => library.remove(id));
    if (this.arrived?.id === id) this.arrived = null;
    this.progress = without(this.progress, [id]);
    await this.refresh();
  }

  close(): void {
    this.#closed = true;
    this.#deaf?.();
  }

  #opened(): Promise<Store> {
    this.#library ??= this.#options.library().catch((error: unknown) => {
      this.#library = null;
      throw error;
    });
    return this.#library;
  }

  async #readSite(): Promise<void> {
    this.site = await this.#options.site().catch(() => []);
  }

  async #work(
    where: Failure['where'],
    work: (library: Store) => Promise<StoredModel | null>,
  ): Promise<void> {
    this.arrived = null;
    await this.#attempt(where, async (library) => {
      this.arrived = await work(library);
    });
    await this.refresh();
  }

  async #attempt(where: Failure['where'], work: (library: Store) => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work(await this.#opened());
    } catch (error) {
      this.#complain(where, error);
    }
  }

  #heard(progress: Progress): void {
    this.progress = { ...this.progress, [progress.id]: progress };
    const known = this.models?.some(({ id }) => id === progress.id) === true;
    if (!known || progress.stage === 'done') void this.refresh();
  }

  #complain(where: Failure['where'], error: unknown): void {
    const { code, message, details } = asModelError(error);
    if (code === 'aborted') return;
    if (code === 'worker-lost') {
      this.#library = null;
      this.#options.lost?.();
    }
    this.failure = { where, code, message, details };
  }
}

function without(
  progress: Readonly<Record<string, Progress>>,
  ids: readonly string[],
): Readonly<Record<string, Progress>> {
  return Object.fromEntries(Object.entries(progress).filter(([id]) => !ids.includes(id)));
}
