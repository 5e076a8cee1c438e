/** Where bytes are kept in the browser: three ways with one face. */

/** Named bytes in folders one deep, e.g. `shards/0a1b…`. Names hold letters, digits, `.`, `_`, `-`, `~`. */
export interface ByteStore {
  readonly kind: 'opfs' | 'cache' | 'memory';
  /** Null where there is nothing of that name. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Replaces what was there. Rejects with a QuotaExceededError where there is no room. */
  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(path: string): Promise<void>;
  list(folder: string): Promise<readonly StoredEntry[]>;
}

export interface StoredEntry {
  readonly name: string;
  readonly bytes: number;
}
