/** What a store knows of its models: a record for each that is whole, a journal for each under way. */
import type { SelfCheck } from '../api.ts';
import { ModelError, type ErrorDetails, type ModelErrorCode } from '../errors.ts';
import type { ByteStore } from './byte-store.ts';
import type { ConvertState } from './convert.ts';
import { whileStoreIsMine } from './locks.ts';
import type { Manifest, StoredDtype, StoredShard } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/** A model to download: from a hub, or stored weights that a site serves. */
export type DownloadRequest =
  | {
      readonly kind: 'hub';
      readonly repo: string;
      readonly revision?: string;
      readonly endpoint?: string;
      /** Default int8. */
      readonly dtype?: StoredDtype;
    }
  | {
      readonly kind: 'site';
      /** The whole address of manifest.json; its shards lie beside it. */
      readonly manifest: string;
    };

export interface ModelRecord {
  readonly manifest: Manifest;
  /** How to get it again; null for the reader's own files. */
  readonly request: DownloadRequest | null;
  readonly selfCheck: SelfCheck | null;
  /** The hashes of the shards that it was made of; absent in records of earlier versions. */
  readonly checkedShards?: readonly string[];
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

export interface Journal {
  readonly id: string;
  readonly name: string;
  readonly dtype: StoredDtype;
  /** Null for the reader's own files: when their tab is gone, they must be given again. */
  readonly request: DownloadRequest | null;
  readonly commit: string | null;
  /** Of the weight files, when they were begun. */
  readonly validators: Readonly<Record<string, string | null>>;
  readonly state: ConvertState;
  readonly received: number;
  readonly total: number;
  /** Why it stands still; null while a tab is at it, or has died. */
  readonly stopped: {
    readonly code: ModelErrorCode;
    readonly message: string;
    readonly details: ErrorDetails;
  } | null;
}

export class Records {
  readonly store: ByteStore;
  constructor(store: ByteStore) {
    this.store = store;
  }

  record = (id: string): Promise<ModelRecord | null> =>
    this.read(`models/${fileName(id)}`, parseRecord);
  journal = (id: string): Promise<Journal | null> =>
    this.read(`downloads/${fileName(id)}`, parseJournal);
  records = (): Promise<ModelRecord[]> => this.readAll('models', parseRecord);
  journals = (): Promise<Journal[]> => this.readAll('downloads', parseJournal);

  writeJournal = (journal: Journal): Promise<void> =>
    this.write(`downloads/${fileName(journal.id)}`, journal);

  /** The model is whole: its record takes the journal's place. */
  async writeRecord(record: ModelRecord): Promise<void> {
    const { id } = record.manifest;
    await whileStoreIsMine(async () => {
      const [before, journal] = [await this.record(id), await this.journal(id)];
      await this.write(`models/${fileName(id)}`, record);
      await this.store.remove(`downloads/${fileName(id)}`);
      await this.sweep([...(before?.manifest.shards ?? []), ...(journal?.state.shards ?? [])]);
    });
  }

  /** Keeps a shard and, in the same breath, what names it, so that nobody sweeps it away. */
  async keepShard(
    sha256: string,
    bytes: Uint8Array<ArrayBuffer>,
    journal: Journal | null,
  ): Promise<void> {
    await whileStoreIsMine(async () => {
      const path = `shards/${sha256}`;
      const there = await this.store.read(path).catch(() => null);
      if (there === null || !sameBytes(there, bytes)) await this.store.write(path, bytes);
      if (journal !== null) await this.writeJournal(journal);
    });
  }

  /** Forgets a model or what was begun of it; shards that others share stay. */
  async remove(id: string): Promise<void> {
    await whileStoreIsMine(async () => {
      const [record, journal] = [await this.record(id), await this.journal(id)];
      await this.store.remove(`models/${fileName(id)}`);
      await this.store.remove(`downloads/${fileName(id)}`);
      await this.sweep([...(record?.manifest.shards ?? []), ...(journal?.state.shards ?? [])]);
    });
  }

  /** Forgets what was begun of a model, but not the model of that id that is whole. */
  async removeJournal(id: string): Promise<void> {
    await whileStoreIsMine(async () => {
      const journal = await this.journal(id);
      await this.store.remove(`downloads/${fileName(id)}`);
      await this.sweep(journal?.state.shards ?? []);
    });
  }

  private async sweep(shards: readonly StoredShard[]): Promise<void> {
    if (shards.length === 0) return;
    const named = new Set(
      [
        ...(await this.records()).flatMap(({ manifest }) => manifest.shards),
        ...(await this.journals()).flatMap(({ state }) => state.shards),
      ].map(({ sha256 }) => sha256),
    );
    for (const { sha256 } of shards)
      if (!named.has(sha256)) await this.store.remove(`shards/${sha256}`);
  }

  private async readAll<T>(folder: string, parse: (json: unknown) => T): Promise<T[]> {
    const entries = await this.store.list(folder);
    const all = await Promise.all(entries.map(({ name }) => this.read(`${folder}/${name}`, parse)));
    return all.filter((one) => one !== null);
  }

  /** What cannot be read (a write that was cut off) counts as not there. */
  private async read<T>(path: string, parse: (json: unknown) => T): Promise<T | null> {
    const bytes = await this.store.read(path);
    if (bytes === null) return null;
    try {
      return parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof ModelError) return null;
      throw error;
    }
  }

  private async write(path: string, json: object): Promise<void> {
    await this.store.write(path, new TextEncoder().encode(JSON.stringify(json)));
  }
}

function parseRecord(json: unknown): ModelRecord {
  const record = json as ModelRecord;
  return { ...record, manifest: parseManifest(record.manifest) };
}

/** Journals are written by this page only; one of another shape is of another version. */
function parseJournal(json: unknown): Journal {
  const journal = json as Partial<Journal> | null;
  if (typeof journal?.id === 'string' && Array.isArray(journal.state?.shards))
    return journal as Journal;
  throw new ModelError('corrupt', 'not a journal');
}

/** An id as the name of a file: what is neither letter, digit, `.`, `_` nor `-` becomes `~` and its number. */
function fileName(id: string): string {
  const name = id.replace(/[^\w.-]/gu, (char) => `~${(char.codePointAt(0) ?? 0).toString(16)}~`);
  return `${name}.json`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
