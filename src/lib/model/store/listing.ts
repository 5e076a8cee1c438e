/** A model as the list of a browser's models shows it. */
import type { SelfCheck } from '../api.ts';
import type { StoredDtype } from './manifest.ts';
import type { Progress } from './progress.ts';
import type { DownloadRequest, Journal, ModelRecord } from './records.ts';

/** A model in the list: whole, or begun. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  readonly dtype: StoredDtype;
  /** False for a download that is under way or stands still. */
  readonly complete: boolean;
  /** What it takes in the store; shards that two models share count in both. */
  readonly bytes: number;
  /** Of the download, in bytes as they come from the hub; equal when complete. */
  readonly received: number;
  readonly total: number;
  /** Null while it is not whole. */
  readonly parameters: number | null;
  readonly commit: string | null;
  /** How to go on, or to get it again; null for the reader's own files. */
  readonly request: DownloadRequest | null;
  /** Why the download stands still. */
  readonly stopped: Journal['stopped'];
  readonly selfCheck: SelfCheck | null;
  readonly storedAt: number | null;
}

/** A model that is whole. */
export function listed({ manifest, request, selfCheck, storedAt }: ModelRecord): StoredModel {
  const { id, name, dtype, parameters, shards, origin } = manifest;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const parts = { id, name, dtype, bytes, parameters, request, selfCheck, storedAt };
  const { commit } = origin;
  return { ...parts, commit, complete: true, received: bytes, total: bytes, stopped: null };
}

/** A download that is under way or stands still. */
export function listedJournal(journal: Journal): StoredModel {
  const { id, name, dtype, received, total, commit, request, stopped, state } = journal;
  const bytes = state.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const parts = { id, name, dtype, bytes, received, total, commit, request, stopped };
  return { ...parts, complete: false, parameters: null, selfCheck: null, storedAt: null };
}

/** Nothing had to come: it is stored, or another tab has just stored it. */
export const allThere = ({ id, bytes }: StoredModel): Progress => {
  const all = { received: bytes, total: bytes, fromStore: bytes };
  return { id, stage: 'done', ...all, rate: 0, secondsLeft: 0 };
};
