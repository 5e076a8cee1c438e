/**
 * The files of a zip, without unpacking it: PKWARE's APPNOTE 6.3, sections 4.3.7 (local header),
 * 4.3.12 (central directory) and 4.3.16 (its end). A library would want the whole zip in memory.
 */
import { ModelError } from '../errors.ts';
import { unreadable, type GivenFile, type NamedBlob } from './files.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** More than any class kit: a directory that lists more is a mistake or an attack. */
const mostEntries = 20_000;

export async function isZip({ blob }: NamedBlob): Promise<boolean> {
  if (blob.size < 22) return false;
  return view(await slice(blob, 0, 4)).getUint32(0, true) === LOCAL;
}

/**
 * Lists the files of a zip. Rejects with `corrupt` for one that is cut off or contradicts itself,
 * and for what we do not read: encryption, more than 4 GiB, methods other than deflate.
 */
export async function filesInZip({ path, blob }: NamedBlob): Promise<GivenFile[]> {
  const fault = (what: string): never => {
    throw new ModelError('corrupt', `${path}: ${what}`);
  };
  const tail = await slice(blob, Math.max(0, blob.size - 65_557), blob.size);
  const bytes = view(tail);
  let at = tail.length - 22;
  while (at >= 0 && bytes.getUint32(at, true) !== END) at--;
  if (at < 0) return fault('the zip is cut off: it has no directory');
  const count = bytes.getUint16(at + 10, true);
  const length = bytes.getUint32(at + 12, true);
  const start = bytes.getUint32(at + 16, true);
  if (count > mostEntries || start === 0xffffffff || start + length > blob.size)
    return fault('the zip’s directory makes no sense, or the zip is too large');

  const files: GivenFile[] = [];
  const directory = await slice(blob, start, start + length);
  const fields = view(directory);
  for (let place = 0, i = 0; i < count; i++) {
    if (place + 46 > length || fields.getUint32(place, true) !== CENTRAL)
      return fault('the zip’s directory is damaged');
    const name = place + 46;
    const next = name + [28, 30, 32].reduce((n, k) => n + fields.getUint16(place + k, true), 0);
    const entry: Entry = {
      path: new TextDecoder().decode(
        directory.subarray(name, name + fields.getUint16(place + 28, true)),
      ),
      method: fields.getUint16(place + 10, true),
      packed: fields.getUint32(place + 20, true),
      size: fields.getUint32(place + 24, true),
      local: fields.getUint32(place + 42, true),
    };
    if ((fields.getUint16(place + 8, true) & 1) === 1) return fault(`${entry.path} is encrypted`);
    if (entry.local + 30 + entry.packed > blob.size) return fault(`${entry.path} is cut off`);
    if (entry.method !== 0 && entry.method !== 8)
      return fault(`${entry.path} is packed in a way we do not know (${entry.method})`);
    if (entry.method === 0 && entry.packed !== entry.size)
      return fault(`${entry.path} has two sizes`);
    if (!entry.path.endsWith('/')) files.push(new ZipFile(blob, entry));
    place = next;
  }
  return files;
}

interface Entry {
  readonly path: string;
  /** 0: stored as it is; 8: deflate. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
}

/** A file of a zip; a deflated one is read forwards, and begun anew to go back. */
class ZipFile implements GivenFile {
  readonly path: string;
  readonly size: number;
  private readonly blob: Blob;
  private readonly entry: Entry;
  private begin: Promise<number> | null = null;
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private rest: Uint8Array = new Uint8Array(0);
  private at = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(blob: Blob, entry: Entry) {
    this.blob = blob;
    this.entry = entry;
    this.path = entry.path;
    this.size = entry.size;
  }

  async read(begin: number, end: number): Promise<Uint8Array> {
    if (this.entry.method === 0) {
      const start = await (this.begin ??= this.dataBegin());
      return slice(this.blob, start + begin, start + end);
    }
    const mine = this.turn.then(() => this.inflate(begin, end));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** The local header's name and extra field may differ in length from the directory's. */
  private async dataBegin(): Promise<number> {
    const { local, packed, path } = this.entry;
    const header = view(await slice(this.blob, local, local + 30));
    const start = local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    if (header.getUint32(0, true) !== LOCAL || start + packed > this.blob.size)
      throw new ModelError('corrupt', `${path} is not where the zip says`);
    return start;
  }

  private async inflate(begin: number, end: number): Promise<Uint8Array> {
    if (this.reader === null || begin < this.at) {
      const start = await (this.begin ??= this.dataBegin());
      const packed = this.blob.slice(start, start + this.entry.packed).stream();
      this.reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
      [this.at, this.rest] = [0, new Uint8Array(0)];
    }
    const bytes = new Uint8Array(end - begin);
    while (this.at < end) {
      if (this.rest.length === 0) this.rest = await this.next(this.reader);
      if (this.rest.length === 0) return bytes.subarray(0, Math.max(0, this.at - begin));
      const skip = Math.min(this.rest.length, Math.max(0, begin - this.at));
      const part = this.rest.subarray(skip, skip + end - Math.max(begin, this.at));
      if (part.length > 0) bytes.set(part, this.at + skip - begin);
      this.at += skip + part.length;
      this.rest = this.rest.subarray(skip + part.length);
    }
    return bytes;
  }

  private async next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
    try {
      return (await reader.read()).value ?? new Uint8Array(0);
    } catch (cause) {
      throw new ModelError('corrupt', `${this.path} in the zip is damaged`, { cause });
    }
  }
}

async function slice(blob: Blob, begin: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  } catch (cause) {
    throw unreadable('the zip', cause);
  }
}

const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
