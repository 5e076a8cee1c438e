/** The models that this browser keeps: coming, staying, going. One for a worker. */
import type { SelfCheck } from '../api.ts';
import { ModelError } from '../errors.ts';
import type { HubOptions, TransferOptions } from '../hub/index.ts';
import type { ModelFiles } from '../model-files.ts';
import type { ByteStore } from './byte-store.ts';
import { download, idOf } from './download.ts';
import type { NamedBlob } from './files.ts';
import { importBlobs, type ImportOptions } from './import.ts';
import { allThere, listed, listedJournal, type StoredModel } from './listing.ts';
import { alone, modelLock } from './locks.ts';
import type { Manifest, StoredDtype } from './manifest.ts';
import { filesFromManifest } from './open.ts';
import type { Progress } from './progress.ts';
import { Records, type DownloadRequest, type Journal, type ModelRecord } from './records.ts';
import { refetchShard } from './repair.ts';
import { freeRoom } from './room.ts';
import { Tabs } from './tabs.ts';
import { Turns, type TaskOptions } from './turns.ts';

export interface Usage {
  readonly kind: ByteStore['kind'];
  /** Bytes of our shards. */
  readonly stored: number;
  /** Bytes that may still be stored; null where the browser does not say. */
  readonly free: number | null;
}

export interface LibraryOptions {
  readonly hub?: Pick<HubOptions, 'fetch' | 'patience'>;
  readonly transfer?: Pick<TransferOptions, 'lanes' | 'pieceBytes'>;
  readonly shardBytes?: number;
  /** Bytes that may be stored; default: what the browser says. */
  readonly freeRoom?: () => Promise<number | null>;
}

export class Library {
  readonly kind: ByteStore['kind'];
  private readonly records: Records;
  private readonly options: LibraryOptions;
  private readonly tabs = new Tabs();
  private readonly turns = new Turns(this.tabs);
  /** The shards that models had when they were opened. */
  private readonly opened = new Map<string, readonly string[]>();

  constructor(store: ByteStore, options: LibraryOptions = {}) {
    this.kind = store.kind;
    this.records = new Records(store);
    this.options = options;
  }

  /** Whole models first, each by its name. */
  async list(): Promise<StoredModel[]> {
    const whole = (await this.records.records()).map(listed);
    const ids = new Set(whole.map(({ id }) => id));
    const begun = (await this.records.journals())
      .filter(({ id }) => !ids.has(id)) // what takes the place of a model is no second one
      .map(listedJournal);
    const byName = (a: StoredModel, b: StoredModel): number => (a.name < b.name ? -1 : 1);
    return [...whole.toSorted(byName), ...begun.toSorted(byName)];
  }

  /**
   * Downloads a model, or goes on with one that was begun; gives it at once when it is stored. While
   * another tab downloads it, its progress is told here, and its end is ours.
   * Rejects as openHubRepository, `quota-exceeded`, `changed` or `aborted`.
   */
  async download(request: DownloadRequest, task: TaskOptions = {}): Promise<StoredModel> {
    const id = await idOf(request, { ...this.options.hub, ...signalOf(task.signal) });
    return this.turns.take(id, task, async (signal, meter, waited) => {
      const there = await this.records.record(id);
      if (there !== null) {
        const model = listed(there);
        task.onProgress?.(allThere(model));
        return model;
      }
      const begun = await this.records.journal(id);
      if (waited && begun?.stopped) throw reviveError(begun.stopped);
      const record = await download(id, request, begun, {
        ...this.options,
        freeRoom: this.options.freeRoom ?? freeRoom,
        records: this.records,
        meter,
        signal,
      });
      return listed(record);
    });
  }

  /** Stops a download in whichever tab it runs. What has come is kept. */
  pause(id: string): void {
    this.tabs.tell({ type: 'stop', id });
  }

  /** Deletes a model, or a download with all that has come of it. */
  async remove(id: string): Promise<void> {
    this.tabs.tell({ type: 'stop', id });
    await alone(modelLock(id), () => this.records.remove(id));
    this.tabs.tell({ type: 'changed' });
  }

  /**
   * Stores the models among the reader's own files: a folder, loose files, or zips of either.
   * `name` is what to call a checkpoint that lies in no folder.
   * Rejects as findModels, or with `corrupt`, `quota-exceeded` or `aborted`.
   */
  async importFiles(
    blobs: readonly NamedBlob[],
    {
      name,
      dtype = 'int8',
      ...task
    }: TaskOptions &
      Pick<ImportOptions, 'name'> & {
        readonly dtype?: StoredDtype;
      },
  ): Promise<StoredModel[]> {
    const imported = await importBlobs(blobs, {
      ...this.options,
      freeRoom: this.options.freeRoom ?? freeRoom,
      records: this.records,
      name,
      dtype,
      run: (id, work) => this.turns.take(id, task, work),
    });
    return imported.map(listed);
  }

  /**
   * The weights of a whole model. A shard that is damaged or gone is fetched again, once, where
   * it is known from whence it came. Rejects with `not-stored`.
   */
  async open(id: string): Promise<ModelFiles> {
    const record = await this.record(id);
    this.opened.set(id, hashes(record));
    const files = filesFromManifest(record.manifest, async (shard, again) => {
      const stored = again ? null : await this.records.store.read(`shards/${shard.sha256}`);
      if (stored !== null) return stored;
      const bytes = await refetchShard(record, shard, this.options.hub ?? {}).catch(
        (cause: unknown) => {
          const message = `shard ${shard.sha256} is damaged, and could not be fetched again`;
          const details = { found: shard.sha256 };
          throw new ModelError('corrupt', message, { cause, details });
        },
      );
      await this.records.keepShard(shard.sha256, bytes, null).catch(() => undefined);
      return bytes;
    });
    return { ...files, checkedBefore: (by) => checkedBefore(record, by) };
  }

  /** Configuration, tokenizer and origin of a model. Rejects with `not-stored`. */
  async manifest(id: string): Promise<Manifest> {
    return (await this.record(id)).manifest;
  }

  /** Remembers what the self-check of a model gave that was opened here: `open` gives it on. */
  async keepCheck(id: string, selfCheck: SelfCheck): Promise<void> {
    const record = await this.record(id);
    const { earlier, ...made } = selfCheck;
    if (earlier === true) return; // it is there
    const checkedShards = this.opened.get(id) ?? [];
    await this.records.writeRecord({ ...record, selfCheck: made, checkedShards });
    this.tabs.tell({ type: 'changed' });
  }

  async usage(): Promise<Usage> {
    const shards = await this.records.store.list('shards');
    const stored = shards.reduce((sum, { bytes }) => sum + bytes, 0);
    return { kind: this.kind, stored, free: await (this.options.freeRoom ?? freeRoom)() };
  }

  /** Hears of downloads in all tabs, and when the list changes. Gives a function that ends it. */
  watch(onProgress: (progress: Progress) => void, onChange: () => void): () => void {
    return this.tabs.listen({ progress: onProgress, changed: onChange });
  }

  close(): void {
    this.turns.stopAll();
    this.tabs.close();
  }

  private async record(id: string): Promise<ModelRecord> {
    const record = await this.records.record(id);
    if (record !== null) return record;
    throw new ModelError('not-stored', `no model is stored as ${id}`, { details: { found: id } });
  }
}

const signalOf = (signal?: AbortSignal): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };

const reviveError = ({ code, message, details }: NonNullable<Journal['stopped']>): ModelError =>
  new ModelError(code, message, { details });

const hashes = ({ manifest }: ModelRecord): string[] => manifest.shards.map(({ sha256 }) => sha256);

/** What was kept of a check of these bytes by these programs, if nothing in it was wrong. */
function checkedBefore(record: ModelRecord, by: string): SelfCheck | null {
  const { selfCheck, checkedShards = [] } = record;
  if (selfCheck?.by !== by || checkedShards.join() !== hashes(record).join()) return null;
  const right = selfCheck.status !== 'failed' && selfCheck.lines.every(({ passed }) => passed);
  return right && selfCheck.lines.length > 0 ? selfCheck : null;
}
