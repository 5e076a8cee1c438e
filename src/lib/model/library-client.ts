/** The page's side of the browser's store of models. */
import { proxy } from 'comlink';
import type { Engine } from './api.ts';
import type { BackendChoice } from './backends.ts';
import { connect } from './client.ts';
import type { LoadStage } from './load.ts';
import type { ImportRequest } from './protocol.ts';
import type { NamedBlob } from './store/files.ts';
import type { Usage } from './store/library.ts';
import type { StoredModel } from './store/listing.ts';
import type { Manifest } from './store/manifest.ts';
import type { Progress } from './store/progress.ts';
import type { DownloadRequest } from './store/records.ts';
import type { TaskOptions } from './store/turns.ts';
import { WorkerClient } from './worker-client.ts';

export type { NamedBlob } from './store/files.ts';
export type { StoredModel } from './store/listing.ts';
export type { Progress } from './store/progress.ts';
export type { DownloadRequest } from './store/records.ts';
export type { TaskOptions } from './store/turns.ts';

export interface StoreUsage extends Usage {
  /** Whether the browser has promised not to clear it by itself. */
  readonly persisted: boolean;
}

/** As `Library` (store/library.ts), in a worker. Every call may reject with a ModelError. */
export interface ModelLibrary {
  list(): Promise<StoredModel[]>;
  /** Begins or goes on; aborting pauses. */
  download(request: DownloadRequest, task?: TaskOptions): Promise<StoredModel>;
  importFiles(
    files: readonly NamedBlob[],
    options: ImportRequest & TaskOptions,
  ): Promise<StoredModel[]>;
  pause(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  manifest(id: string): Promise<Manifest>;
  usage(): Promise<StoreUsage>;
  /** Hears of downloads in all tabs and of changes of the list, until the given function is called. */
  watch(onProgress: (progress: Progress) => void, onChange: () => void): () => void;
  /** Opens a stored model, and remembers what its self-check gave. */
  open(
    model: Pick<StoredModel, 'id' | 'name'>,
    backend: BackendChoice,
    onStage?: (stage: LoadStage, label: string) => void,
  ): Promise<Engine>;
  /** Ends the worker, and with it downloads under way; what has come of them is kept. */
  close(): void;
}

/** Starts a worker that keeps models; downloads go on for as long as it lives. */
export function openLibrary(): ModelLibrary {
  const client = new WorkerClient();
  const { remote } = client;
  return {
    list: () => client.call(() => remote.listModels()),
    download: (request, { signal, onProgress = () => undefined } = {}) => {
      void askToPersist();
      return client.abortable(signal, (call) =>
        remote.downloadModel(call, request, proxy(onProgress)),
      );
    },
    importFiles: (files, { signal, onProgress = () => undefined, ...options }) => {
      void askToPersist();
      return client.abortable(signal, (call) =>
        remote.importModels(call, files, options, proxy(onProgress)),
      );
    },
    pause: (id) => client.call(() => remote.pauseModel(id)),
    remove: (id) => client.call(() => remote.removeModel(id)),
    manifest: (id) => client.call(() => remote.storedManifest(id)),
    async usage() {
      const usage: Usage = await client.call(() => remote.storeUsage());
      return { ...usage, persisted: await isPersisted() };
    },
    watch(onProgress, onChange) {
      let wanted = true;
      void remote.watchModels(
        proxy((progress: Progress) => wanted && onProgress(progress)),
        proxy(() => wanted && onChange()),
      );
      return () => {
        wanted = false;
      };
    },
    async open({ id, name }, backend, onStage = () => undefined) {
      const options = { name, backend, source: { kind: 'stored', id } } as const;
      // What is in memory is in this worker's memory; elsewhere an engine has a worker of its own.
      const { kind }: Usage = await client.call(() => remote.storeUsage());
      return kind === 'memory' ? client.open(options, onStage, 'model') : connect(options, onStage);
    },
    close: () => client.terminate(),
  };
}

/** Asks the browser not to clear our storage by itself; it may say no, and all works the same. */
async function askToPersist(): Promise<void> {
  if (isSecureContext) await navigator.storage.persist().catch(() => false);
}

async function isPersisted(): Promise<boolean> {
  return isSecureContext && navigator.storage.persisted().catch(() => false);
}
