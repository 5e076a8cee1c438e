/** From a hub or a site into the store, with a journal that lets it go on later. */
import { asModelError, ModelError } from '../errors.ts';
import {
  openHubRepository,
  parseAddress,
  type HubOptions,
  type HubRepository,
  type TransferOptions,
} from '../hub/index.ts';
import { convert, expectedBytes, type ConvertState } from './convert.ts';
import { hubModelId, type Manifest } from './manifest.ts';
import type { Meter } from './progress.ts';
import { DEFAULT_BLOCK } from './quantise.ts';
import type { DownloadRequest, Journal, ModelRecord, Records } from './records.ts';
import { isQuotaError, noRoom, roomAfterFailure } from './room.ts';
import { fetchShards, readManifest } from './site.ts';

export interface DownloadOptions {
  readonly records: Records;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  readonly freeRoom: () => Promise<number | null>;
  readonly hub?: Pick<HubOptions, 'fetch' | 'patience'>;
  readonly transfer?: Pick<TransferOptions, 'lanes' | 'pieceBytes'>;
  readonly shardBytes?: number;
}

type HubRequest = Extract<DownloadRequest, { kind: 'hub' }>;
type SiteRequest = Extract<DownloadRequest, { kind: 'site' }>;

/** The id under which a request is stored. Rejects with `bad-address`, or as readManifest. */
export async function idOf(request: DownloadRequest, options: HubOptions): Promise<string> {
  if (request.kind === 'site') return (await readManifest(request.manifest, options)).id;
  const { repo, revision } = parseAddress(request);
  return hubModelId(repo, revision, request.dtype ?? 'int8');
}

/** Downloads a model, from `begun` on if that is still the same model. */
export async function download(
  id: string,
  request: DownloadRequest,
  begun: Journal | null,
  options: DownloadOptions,
): Promise<ModelRecord> {
  const journal = new JournalKeeper(options);
  options.meter.enter('opening');
  try {
    const manifest =
      request.kind === 'hub'
        ? await fromHub(id, request, begun, journal, options)
        : await fromSite(id, request, begun, journal, options);
    const record = { manifest, request, selfCheck: null, storedAt: Date.now() };
    await options.records.writeRecord(record);
    options.meter.enter('done');
    return record;
  } catch (error) {
    throw await journal.stopped(error);
  }
}

async function fromHub(
  id: string,
  request: HubRequest,
  begun: Journal | null,
  journal: JournalKeeper,
  options: DownloadOptions,
): Promise<Manifest> {
  const { meter, records, shardBytes, transfer } = options;
  const hub = hubOptions(options);
  const dtype = request.dtype ?? 'int8';
  const pinned = begun?.commit ?? null;
  const repository = await openHubRepository(
    { ...request, ...(pinned !== null && { revision: pinned }) },
    hub,
  );
  try {
    const { json, config, tokenizer, commit, validators } = repository;
    const resume = await usable(begun, repository, records);
    if (begun !== null && resume === null) await records.remove(id);
    const name = parseAddress(request).repo;
    await journal.begin({ id, name, dtype, request, commit, validators, state: resume ?? nothing });
    journal.expected = expectedBytes(config, dtype);
    await ensureRoom(journal.expected - sizeOf(resume ?? nothing), options);
    const converted = await convert(repository, {
      dtype,
      ...transfer,
      ...(shardBytes !== undefined && { shardBytes }),
      resume,
      onBegin: (total, fromStore) => {
        meter.begin(total, fromStore);
        journal.total = total;
        journal.received = fromStore;
      },
      onBytes: (count) => {
        meter.add(count);
        journal.received += count;
      },
      keep: (bytes, state, shard) => journal.keep(bytes, state, shard),
    });
    const { revision } = parseAddress(request);
    return {
      format: 'vitrine-weights',
      version: 1,
      id,
      name,
      origin: { kind: 'hub', repo: name, revision, commit },
      dtype,
      block: dtype === 'int8' || dtype === 'int4' ? DEFAULT_BLOCK : null,
      config: json,
      tokenizer,
      ...converted,
    };
  } finally {
    repository.close();
  }
}

/** What was begun, if it is of the same files and its shards are still there. */
async function usable(
  begun: Journal | null,
  { commit, validators }: HubRepository,
  { store }: Records,
): Promise<ConvertState | null> {
  if (begun === null || begun.commit !== commit) return null;
  const same = Object.entries(validators).every(
    ([file, validator]) => file in begun.validators && begun.validators[file] === validator,
  );
  if (!same) return null;
  const sizes = new Map((await store.list('shards')).map(({ name, bytes }) => [name, bytes]));
  const lost = begun.state.shards.findIndex(({ sha256, bytes }) => sizes.get(sha256) !== bytes);
  const shards = lost < 0 ? begun.state.shards : begun.state.shards.slice(0, lost);
  return { ...begun.state, shards };
}

async function fromSite(
  id: string,
  request: SiteRequest,
  begun: Journal | null,
  journal: JournalKeeper,
  options: DownloadOptions,
): Promise<Manifest> {
  const { meter, records } = options;
  const hub = hubOptions(options);
  const manifest = await readManifest(request.manifest, hub);
  const { name, dtype, origin, shards } = manifest;
  const sizes = new Map((await records.store.list('shards')).map((e) => [e.name, e.bytes]));
  const there = shards.filter(({ sha256, bytes }) => sizes.get(sha256) === bytes);
  const missing = shards.filter((shard) => !there.includes(shard));
  if (begun !== null && missing.length === shards.length) await records.remove(id);
  const { commit } = origin;
  const state = { tensors: [], shards: there, wte: null };
  await journal.begin({ id, name, dtype, request, commit, validators: {}, state });
  const bytes = missing.reduce((sum, shard) => sum + shard.bytes, 0);
  await ensureRoom(bytes, options);
  const total = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  meter.begin(total, total - bytes);
  journal.total = journal.expected = total;
  journal.received = total - bytes;
  const kept = [...there];
  for await (const { shard, bytes } of fetchShards(request.manifest, missing, hub)) {
    kept.push(shard);
    meter.add(bytes.length);
    journal.received += bytes.length;
    await journal.keep(bytes, { ...state, shards: [...kept] }, shard.sha256);
  }
  return manifest;
}

const nothing: ConvertState = { tensors: [], shards: [], wte: null };

const sizeOf = ({ shards }: ConvertState): number =>
  shards.reduce((sum, { bytes }) => sum + bytes, 0);

/** Waits are shown: a reader should know why nothing comes. */
function hubOptions({ hub, signal, meter }: DownloadOptions): HubOptions {
  return { ...hub, signal, onWait: () => meter.enter('waiting') };
}

/** Rejects with `quota-exceeded` before anything is fetched that there is no room for. */
export async function ensureRoom(
  needed: number,
  { freeRoom, records }: Pick<DownloadOptions, 'freeRoom' | 'records'>,
): Promise<void> {
  const free = records.store.kind === 'memory' ? null : await freeRoom();
  if (free !== null && free < needed) throw noRoom(needed, free, await deletable(records));
}

/** Bytes of all whole models. */
export async function deletable(records: Records): Promise<number> {
  const shards = (await records.records()).flatMap(({ manifest }) => manifest.shards);
  const bytes = new Map(shards.map((shard) => [shard.sha256, shard.bytes]));
  return [...bytes.values()].reduce((sum, size) => sum + size, 0);
}

/** Writes the journal of one download, with each shard and when it stops. */
class JournalKeeper {
  /** Bytes that the model will take in the store. */
  expected = 0;
  total = 0;
  received = 0;
  private readonly options: DownloadOptions;
  private journal: Journal | null = null;

  constructor(options: DownloadOptions) {
    this.options = options;
  }

  async begin(journal: Omit<Journal, 'received' | 'total' | 'stopped'>): Promise<void> {
    this.journal = { ...journal, received: 0, total: 0, stopped: null };
    await this.options.records.writeJournal(this.journal);
  }

  async keep(bytes: Uint8Array<ArrayBuffer>, state: ConvertState, shard: string): Promise<void> {
    if (this.options.signal.aborted) throw new ModelError('aborted', 'the download was stopped');
    if (this.journal === null) throw new ModelError('internal', 'no journal was begun');
    const { total, received } = this;
    const journal = { ...this.journal, state, total, received };
    try {
      await this.options.records.keepShard(shard, bytes, journal);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      const { freeRoom, records } = this.options;
      const needed = Math.max(this.expected - sizeOf(state) + bytes.length, bytes.length);
      const free = roomAfterFailure(await freeRoom(), bytes.length);
      throw noRoom(needed, free, await deletable(records));
    }
    this.journal = journal;
  }

  /** Notes why the download stands still; gives the error to throw. */
  async stopped(error: unknown): Promise<unknown> {
    const { code, message, details } = asModelError(error);
    const { id } = this.journal ?? {};
    if (this.journal === null || id === undefined) return error;
    if (code === 'changed') {
      await this.options.records.remove(id); // half of one file and half of another is none
      return error;
    }
    const stopped = { code, message, details } as const;
    await this.options.records.writeJournal({ ...this.journal, stopped }).catch(() => undefined);
    return error;
  }
}
