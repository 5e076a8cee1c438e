/** The reader's own files into the store. */
import { ModelError } from '../errors.ts';
import type { RemoteTensor, TransferOptions } from '../hub/index.ts';
import type { ByteRange } from '../weights/source.ts';
import { convert, expectedBytes } from './convert.ts';
import { deletable, ensureRoom } from './download.ts';
import type { NamedBlob } from './files.ts';
import { findModels, unzipped, type GivenCheckpoint, type GivenStored } from './given.ts';
import { sha256 } from './hash.ts';
import type { Manifest, StoredDtype, StoredShard } from './manifest.ts';
import type { Meter } from './progress.ts';
import { DEFAULT_BLOCK } from './quantise.ts';
import type { Journal, ModelRecord, Records } from './records.ts';
import { isQuotaError, noRoom, roomAfterFailure } from './room.ts';

export interface ImportOptions {
  readonly records: Records;
  /** What to call a checkpoint whose files lie in no folder. */
  readonly name: string;
  readonly dtype: StoredDtype;
  readonly freeRoom: () => Promise<number | null>;
  readonly transfer?: Pick<TransferOptions, 'lanes' | 'pieceBytes'>;
  readonly shardBytes?: number;
  /** Runs work on a model that nobody else works on. */
  readonly run: <T>(
    id: string,
    work: (signal: AbortSignal, meter: Meter) => Promise<T>,
  ) => Promise<T>;
}

/** Stores all models among the files; one that was stored under the same id is replaced. */
export async function importBlobs(
  blobs: readonly NamedBlob[],
  options: ImportOptions,
): Promise<ModelRecord[]> {
  const records: ModelRecord[] = [];
  for (const given of await findModels(await unzipped(blobs), options.name)) {
    const id = given.kind === 'stored' ? given.manifest.id : `disk/${given.name}:${options.dtype}`;
    records.push(
      await options.run(id, (signal, meter) => store(id, given, signal, meter, options)),
    );
  }
  return records;
}

async function store(
  id: string,
  given: GivenStored | GivenCheckpoint,
  signal: AbortSignal,
  meter: Meter,
  options: ImportOptions,
): Promise<ModelRecord> {
  const { records } = options;
  let journal = journalOf(id, given, options.dtype);
  const counted: Counted = {
    async begin(total) {
      throwIfStopped(signal);
      journal = { ...journal, total };
      meter.begin(total, 0);
      await records.writeJournal(journal);
    },
    add(count) {
      throwIfStopped(signal);
      journal = { ...journal, received: journal.received + count };
      meter.add(count);
    },
  };
  const keep = async (shard: StoredShard, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    throwIfStopped(signal);
    const { state } = journal;
    const kept = bytesOf(state.shards);
    journal = { ...journal, state: { ...state, shards: [...state.shards, shard] } };
    try {
      await records.keepShard(shard.sha256, bytes, journal);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      const free = roomAfterFailure(await options.freeRoom(), bytes.length);
      const expected =
        given.kind === 'stored'
          ? bytesOf(given.manifest.shards)
          : expectedBytes(given.config, options.dtype);
      const needed = Math.max(expected - kept, bytes.length);
      throw noRoom(needed, free, await deletable(records));
    }
  };
  try {
    const manifest =
      given.kind === 'stored'
        ? await copyShards(given, keep, counted, options, stoppable(signal))
        : await convertGiven(id, given, keep, counted, options, stoppable(signal));
    const record = { manifest, request: null, selfCheck: null, storedAt: Date.now() };
    await records.writeRecord(record);
    meter.enter('done');
    return record;
  } catch (error) {
    await records.removeJournal(id);
    throw error;
  }
}

const bytesOf = (shards: readonly StoredShard[]): number =>
  shards.reduce((sum, { bytes }) => sum + bytes, 0);

/** Names the shards of an import that is under way, so that one that dies can be deleted. */
function journalOf(id: string, given: GivenStored | GivenCheckpoint, dtype: StoredDtype): Journal {
  const { name } = given.kind === 'stored' ? given.manifest : given;
  const state = { tensors: [], shards: [], wte: null };
  const begun = { id, name, dtype, state, received: 0, total: 0 };
  return { ...begun, request: null, commit: null, validators: {}, stopped: null };
}

/** Tells how far an import is: to the page, and to a list that is read later. */
interface Counted {
  begin(total: number): Promise<void>;
  add(count: number): void;
}

function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stop();
}

type Stoppable = (file: ByteRange) => ByteRange;

/** Files that stop being read at once, however slow the disk is. */
function stoppable(signal: AbortSignal): Stoppable {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(stop()));
  });
  stopped.catch(() => undefined);
  const known = new Map<ByteRange, ByteRange>();
  return (file) => {
    const same = known.get(file) ?? {
      size: file.size,
      read: (begin, end) => Promise.race([file.read(begin, end), stopped]),
    };
    known.set(file, same);
    return same;
  };
}

const stop = (): ModelError => new ModelError('aborted', 'the import was stopped');

type Keep = (shard: StoredShard, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

async function copyShards(
  { manifest, shards }: GivenStored,
  keep: Keep,
  counted: Counted,
  options: ImportOptions,
  stoppable: Stoppable,
): Promise<Manifest> {
  const total = bytesOf(manifest.shards);
  await ensureRoom(total, options);
  await counted.begin(total);
  for (const shard of manifest.shards) {
    const file = shards.get(shard.sha256);
    const bytes = new Uint8Array(file ? await stoppable(file).read(0, shard.bytes) : []);
    if ((await sha256(bytes)) !== shard.sha256)
      throw new ModelError('corrupt', `shard ${shard.sha256} is damaged in the files given`, {
        details: { found: shard.sha256 },
      });
    await keep(shard, bytes);
    counted.add(bytes.length);
  }
  return manifest;
}

async function convertGiven(
  id: string,
  given: GivenCheckpoint,
  keep: Keep,
  counted: Counted,
  options: ImportOptions,
  stoppable: Stoppable,
): Promise<Manifest> {
  const { name, json, tokenizer, config } = given;
  const { dtype, transfer, shardBytes } = options;
  await ensureRoom(expectedBytes(config, dtype), options);
  const tensor = (name: string): RemoteTensor => {
    const found = given.tensor(name);
    return { ...found, file: stoppable(found.file) };
  };
  const converted = await convert(
    { ...given, tensor },
    {
      dtype,
      ...transfer,
      lanes: 1,
      ...(shardBytes !== undefined && { shardBytes }),
      onBegin: (total) => counted.begin(total),
      onBytes: (count) => counted.add(count),
      keep: (bytes, state) => keep(state.shards.at(-1) ?? none(), bytes),
    },
  );
  return {
    format: 'vitrine-weights',
    version: 1,
    id,
    name,
    origin: { kind: 'disk', repo: null, revision: null, commit: null },
    dtype,
    block: dtype === 'int8' || dtype === 'int4' ? DEFAULT_BLOCK : null,
    config: json,
    tokenizer,
    ...converted,
  };
}

function none(): never {
  throw new ModelError('internal', 'a shard was kept that nothing names');
}
