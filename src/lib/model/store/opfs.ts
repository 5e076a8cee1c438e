import type { ByteStore, StoredEntry } from './byte-store.ts';

/**
 * The origin's private file system, in a folder of our own. In a worker files are written through
 * synchronous handles, which every browser with OPFS has; in a page through streams.
 * Null where the browser has no OPFS or does not give it (private windows of some).
 */
export async function opfsStore(folder = 'vitrine-models'): Promise<ByteStore | null> {
  try {
    const origin = await navigator.storage.getDirectory();
    return new OpfsStore(await origin.getDirectoryHandle(folder, { create: true }));
  } catch {
    return null;
  }
}

class OpfsStore implements ByteStore {
  readonly kind = 'opfs';
  private readonly root: FileSystemDirectoryHandle;

  constructor(root: FileSystemDirectoryHandle) {
    this.root = root;
  }

  async read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const handle = await this.handle(path, false);
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await this.handle(path, true);
    try {
      if (hasSyncHandles(handle)) await writeAtOnce(handle, bytes);
      else await writeAsStream(handle, bytes);
    } catch (error) {
      await this.remove(path).catch(() => undefined);
      throw error;
    }
  }

  async remove(path: string): Promise<void> {
    const [folder, name] = split(path);
    try {
      await (await this.root.getDirectoryHandle(folder)).removeEntry(name);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  async list(folder: string): Promise<readonly StoredEntry[]> {
    const entries: StoredEntry[] = [];
    const directory = await this.root.getDirectoryHandle(folder, { create: true });
    for await (const handle of directory.values())
      if (handle.kind === 'file')
        entries.push({ name: handle.name, bytes: (await handle.getFile()).size });
    return entries;
  }

  private async handle(path: string, create: boolean): Promise<FileSystemFileHandle> {
    const [folder, name] = split(path);
    const directory = await this.root.getDirectoryHandle(folder, { create });
    return directory.getFileHandle(name, { create });
  }
}

/** The part of the File System standard that exists in workers only, and is missing in TypeScript's DOM. */
interface WorkerFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
    flush(): void;
    close(): void;
  }>;
}

const hasSyncHandles = (handle: FileSystemFileHandle): handle is WorkerFileHandle =>
  'createSyncAccessHandle' in handle;

async function writeAtOnce(file: WorkerFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    const written = handle.write(bytes, { at: 0 });
    if (written !== bytes.length)
      throw new DOMException(`wrote ${written} of ${bytes.length}`, 'QuotaExceededError');
    handle.flush();
  } finally {
    handle.close();
  }
}

async function writeAsStream(
  file: FileSystemFileHandle,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const stream = await file.createWritable();
  try {
    await stream.write(bytes);
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
  await stream.close();
}

function split(path: string): [folder: string, name: string] {
  const at = path.indexOf('/');
  return [path.slice(0, at), path.slice(at + 1)];
}

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';
