import { ModelError } from '../errors.ts';
import { byteStream, networkError, type ByteStream } from './byte-stream.ts';
import { headerEnd, parseHeader, type SafetensorsHeader } from './safetensors.ts';
import { isMask } from './shapes.ts';
import { infoOf, type TensorSource } from './source.ts';

export interface UrlOptions {
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
  /** Called while weights arrive, with the bytes of tensors so far and in all. */
  readonly onProgress?: (received: number, total: number) => void;
  /** Tensors that are not downloaded along with their neighbours; default: the causal masks. */
  readonly skip?: (name: string) => boolean;
}

/** The first request: more than the header of any published GPT-2. */
const firstBytes = 65_536;
/** Neighbouring tensors are fetched together, up to this many bytes. */
const mergedBytes = 16 * 2 ** 20;

/**
 * The tensors of a file on a server. The header comes first; then each `read` asks for a range that
 * holds the tensor and its neighbours, which wait for their turn. When the server knows no ranges,
 * the file is read once, as a stream, and tensors to skip are not kept.
 * Rejects with `not-found`, `network`, `truncated` or `aborted`, or like `parseHeader`.
 */
export async function sourceFromUrl(url: string, options: UrlOptions = {}): Promise<TensorSource> {
  const file = new RemoteFile(url, options);
  const { stream, ranges, fileSize } = await file.open(0, firstBytes);
  let first = await stream.take(9);
  const end = headerEnd(first, fileSize);
  first = concat(first, await stream.take(Math.min(end, ranges ? firstBytes : end) - first.length));
  if (first.length < end && ranges) first = await file.bytes(0, end);
  const header = parseHeader(first, fileSize);
  file.expect(header);

  const read = ranges ? readByRange(file, header) : readInOrder(file, header, stream);
  return { names: () => [...header.tensors.keys()], info: (name) => infoOf(header, name), read };
}

/** One file on a server, and how much of it has come. */
class RemoteFile {
  readonly url: string;
  readonly options: UrlOptions;
  readonly skip: (name: string) => boolean;
  total = 0;
  received = 0;

  constructor(url: string, options: UrlOptions) {
    this.url = url;
    this.options = options;
    this.skip = options.skip ?? isMask;
  }

  /** From now on bytes are weights, and are counted. */
  expect(header: SafetensorsHeader): void {
    const wanted = [...header.tensors].filter(([name]) => !this.skip(name));
    this.total = wanted.reduce((sum, [, info]) => sum + info.bytes, 0);
  }

  /** Asks for bytes `begin` to `end`; the stream begins at `begin`, whatever the server does. */
  async open(begin: number, end: number): Promise<Opened> {
    const { signal } = this.options;
    const get = this.options.fetch ?? fetch;
    const headers = { Range: `bytes=${begin}-${end - 1}` };
    const response = await get(this.url, { headers, ...(signal && { signal }) }).catch(
      (cause: unknown) => {
        throw networkError(cause, signal);
      },
    );
    if (!response.ok) throw refusal(response.status, this.url);
    const stream = byteStream(response, signal, (count) => this.count(count));
    if (response.status === 206) {
      const size = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
      return { stream, ranges: true, fileSize: size === undefined ? Infinity : Number(size) };
    }
    await stream.skip(begin);
    const plain = response.headers.get('content-encoding') === null;
    const size = plain ? response.headers.get('content-length') : null;
    return { stream, ranges: false, fileSize: size === null ? Infinity : Number(size) };
  }

  /** Rejects with `truncated` when the file ends before `end`. */
  async bytes(begin: number, end: number): Promise<Uint8Array> {
    const { stream } = await this.open(begin, end);
    const bytes = await stream.take(end - begin);
    stream.cancel();
    return complete(bytes, end - begin);
  }

  private count(bytes: number): void {
    if (this.total === 0) return;
    this.received = Math.min(this.received + bytes, this.total);
    this.options.onProgress?.(this.received, this.total);
  }
}

interface Opened {
  readonly stream: ByteStream;
  readonly ranges: boolean;
  /** Infinity when the server does not say. */
  readonly fileSize: number;
}

/** Neighbours in one request: each tensor of a group waits until it is read in its turn. */
function readByRange(file: RemoteFile, header: SafetensorsHeader): TensorSource['read'] {
  const groups = groupNeighbours(header, file.skip);
  const arrived = new Map<
    string,
    { readonly begin: number; readonly bytes: Promise<Uint8Array> }
  >();
  return async (name) => {
    const { begin, end, bytes: size } = infoOf(header, name);
    if (size === 0) return new Uint8Array(0);
    let group = arrived.get(name);
    if (group === undefined) {
      const together = groups.get(name) ?? [name];
      const [from, to] = [together.at(0) ?? name, together.at(-1) ?? name];
      const start = infoOf(header, from).begin;
      group = { begin: start, bytes: file.bytes(start, infoOf(header, to).end) };
      for (const member of together) {
        groups.delete(member); // asked for again, it comes alone
        arrived.set(member, group);
      }
      group.bytes.catch(() => together.forEach((member) => arrived.delete(member)));
    }
    arrived.delete(name);
    const bytes = await group.bytes;
    return bytes.subarray(begin - group.begin, end - group.begin);
  };
}

function groupNeighbours(
  header: SafetensorsHeader,
  skip: (name: string) => boolean,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  let group: string[] = [];
  let [begin, last] = [0, -1];
  for (const [name, info] of header.tensors) {
    if (skip(name)) continue;
    if (info.begin !== last || info.end - begin > mergedBytes) [group, begin] = [[], info.begin];
    group.push(name);
    groups.set(name, group);
    last = info.end;
  }
  return groups;
}

/** Reads on until the tensor comes; those that it passes wait for their turn. */
function readInOrder(
  file: RemoteFile,
  header: SafetensorsHeader,
  stream: ByteStream,
): TensorSource['read'] {
  const coming = [...header.tensors].values();
  const arrived = new Map<string, Uint8Array>();
  const passed = new Set<string>();

  async function advance(name: string): Promise<Uint8Array> {
    const { begin, end } = infoOf(header, name);
    while (!passed.has(name)) {
      const next = coming.next();
      if (next.done === true) break;
      const [other, info] = next.value;
      passed.add(other);
      if (file.skip(other) && other !== name) await stream.skip(info.bytes);
      else arrived.set(other, complete(await stream.take(info.bytes), info.bytes));
    }
    const bytes = arrived.get(name) ?? (await file.bytes(begin, end));
    arrived.delete(name);
    return bytes;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return (name) => {
    const mine = turn.then(() => advance(name));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

function complete(bytes: Uint8Array, count: number): Uint8Array {
  if (bytes.length === count) return bytes;
  throw new ModelError('truncated', `${bytes.length} of ${count} bytes of weights came`);
}

function refusal(status: number, url: string): ModelError {
  if ([401, 403, 404, 410].includes(status))
    return new ModelError('not-found', `the server has no such file (${status}): ${url}`);
  if (status === 416) return new ModelError('truncated', `the file on the server is empty: ${url}`);
  return new ModelError('network', `the server answers ${status}: ${url}`);
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
