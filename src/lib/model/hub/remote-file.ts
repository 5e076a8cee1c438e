/** A file on a server, read from the middle; the reader never sees how often the network failed. */
import { ModelError } from '../errors.ts';
import type { ByteRange } from '../weights/source.ts';
import {
  Broken,
  connect,
  retriesOf,
  type Connection,
  type HubOptions,
  type Span,
} from './connection.ts';
import { refusal } from './refusal.ts';
import type { Retries } from './retries.ts';

/** More than the header of any published GPT-2 (14 kB), so that one request tells it all. */
const FIRST_BYTES = 65_536;

/**
 * One file at one address. Ranges are asked for where the server knows them; where it does not, the
 * file is read as one stream, which begins anew when an earlier place is asked for.
 * A connection that breaks is taken up again at the byte where it broke.
 */
export class RemoteFile implements ByteRange {
  readonly url: string;
  /** In bytes; Infinity when the server did not say. */
  readonly size: number;
  readonly ranges: boolean;
  /** ETag or date of the file: when it changes, so has the file. Null when the server gives neither. */
  readonly validator: string | null;
  private readonly options: HubOptions;
  private first: Uint8Array = new Uint8Array(0);
  private stream: Stream | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(url: string, options: HubOptions, opened: Opened) {
    this.url = url;
    this.options = options;
    ({ size: this.size, ranges: this.ranges, validator: this.validator } = opened);
  }

  /**
   * Asks for the beginning of a file. Rejects as `connect` does, with what `refusal` makes of the
   * server's answer, or with `truncated` for an empty file.
   */
  static async open(url: string, options: HubOptions = {}): Promise<RemoteFile> {
    const retries = retriesOf(options);
    const connection = await connect(url, [0, FIRST_BYTES], options, retries);
    const { response } = connection;
    if (response.status === 416) {
      connection.close();
      throw new ModelError('truncated', `the file is empty: ${url}`);
    }
    if (!response.ok) throw refusal(connection, url);
    const opened = describe(response);
    const file = new RemoteFile(url, options, opened);
    const end = Math.min(FIRST_BYTES, opened.size);
    if (opened.ranges) {
      file.first = await file.readRange(0, end, connection);
    } else {
      // The stream that has begun is read on by whoever asks first.
      file.stream = { connection, at: 0, rest: new Uint8Array(0) };
      file.first = await file.readStream(0, end);
    }
    return file;
  }

  /**
   * Bytes `begin` to `end`, the latter excluded. Rejects with `network` when the connection breaks
   * again and again, `truncated` when the file ends before `end`, `changed` when the file is no
   * longer the one that was opened, `rate-limited` or `aborted`.
   */
  read(begin: number, end: number): Promise<Uint8Array> {
    if (end <= this.first.length) return Promise.resolve(this.first.slice(begin, end));
    if (this.ranges) return this.readRange(begin, end);
    const mine = this.turn.then(() => this.readStream(begin, end));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Gives back the connection of a file that is read as one stream. */
  close(): void {
    this.stream?.connection.close();
    this.stream = null;
  }

  private async readRange(
    begin: number,
    end: number,
    opened: Connection | null = null,
  ): Promise<Uint8Array> {
    const bytes = allocate(end - begin);
    const retries = retriesOf(this.options);
    let [at, coming] = [0, opened];
    while (at < bytes.length) {
      const span: Span = [begin + at, end];
      const connection = coming ?? (await connect(this.url, span, this.options, retries));
      await this.check(connection, span);
      coming = null;
      try {
        for (let next = await connection.next(); next !== null; next = await connection.next()) {
          const part = next.subarray(0, bytes.length - at);
          bytes.set(part, at);
          at += part.length;
          retries.progress();
          if (at === bytes.length) break;
        }
        connection.close();
        // The first request asks for more than a small file has; where the size is hidden, so be it.
        if (opened !== null && this.size === Infinity) return bytes.subarray(0, at);
        if (at < bytes.length) await retries.failed(this.short(begin + at, end));
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        await retries.failed(error.reason);
      }
    }
    return bytes;
  }

  private async readStream(begin: number, end: number): Promise<Uint8Array> {
    const bytes = allocate(end - begin);
    bytes.set(this.first.subarray(begin, end));
    const retries = retriesOf(this.options);
    let at = Math.max(begin, Math.min(this.first.length, end));
    while (at < end) {
      try {
        const stream = await this.streamAt(at, retries);
        if (stream === null) return bytes.subarray(0, at - begin);
        const part = stream.rest.subarray(0, end - at);
        bytes.set(part, at - begin);
        at += part.length;
        stream.at = at;
        stream.rest = stream.rest.subarray(part.length);
        retries.progress();
      } catch (error) {
        this.close();
        if (!(error instanceof Broken)) throw error;
        await retries.failed(error.reason);
      }
    }
    return bytes;
  }

  /** The stream with at least one byte of what follows `place`; null at the end of a file of hidden size. */
  private async streamAt(place: number, retries: Retries): Promise<Stream | null> {
    if (this.stream === null || this.stream.at > place) {
      this.close();
      const connection = await connect(this.url, null, this.options, retries);
      await this.check(connection, null);
      this.stream = { connection, at: 0, rest: new Uint8Array(0) };
    }
    const { stream } = this;
    while (stream.at < place || stream.rest.length === 0) {
      if (stream.rest.length === 0) {
        const next = await stream.connection.next();
        if (next === null && this.size === Infinity && this.first.length === 0) return null;
        if (next === null) throw new Broken(this.short(stream.at, place + 1));
        stream.rest = next;
      }
      const over = Math.min(place - stream.at, stream.rest.length);
      stream.at += over;
      stream.rest = stream.rest.subarray(over);
    }
    return stream;
  }

  private async check(connection: Connection, span: Span | null): Promise<void> {
    const { response } = connection;
    const fail = (error: ModelError): never => {
      connection.close();
      throw error;
    };
    if (response.status === 416) fail(this.changed('it has become shorter'));
    if (!response.ok) throw refusal(connection, this.url);
    const now = describe(response);
    const known = now.validator !== null && this.validator !== null;
    if (known && now.validator !== this.validator) fail(this.changed('its ETag is another'));
    if (now.size !== this.size && now.size !== Infinity && this.size !== Infinity)
      fail(this.changed(`it has ${now.size} bytes where it had ${this.size}`));
    if (span === null || (now.ranges && (now.begin ?? span[0]) === span[0])) return;
    const what = now.ranges ? `from byte ${String(now.begin)} on` : 'the whole file';
    fail(
      new ModelError('network', `asked for byte ${span[0]}, the server sends ${what}: ${this.url}`),
    );
  }

  private changed(what: string): ModelError {
    return new ModelError('changed', `${this.url} has changed: ${what}`);
  }

  private short(got: number, wanted: number): ModelError {
    return new ModelError('truncated', `the server sends ${got} of ${wanted} bytes: ${this.url}`);
  }
}

/** A file that comes in one piece: `rest` is what has come and was not yet taken, from byte `at` on. */
interface Stream {
  readonly connection: Connection;
  at: number;
  rest: Uint8Array;
}

interface Opened {
  readonly size: number;
  readonly ranges: boolean;
  readonly validator: string | null;
  /** Where the answer begins, if the server says so. */
  readonly begin: number | null;
}

/** What the head of an answer says of its file; headers that CORS hides count as not sent. */
function describe({ status, headers }: Response): Opened {
  const validator = headers.get('etag')?.replace(/^W\//, '') ?? headers.get('last-modified');
  if (status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
    const size = range === null || range[2] === '*' ? Infinity : Number(range[2]);
    return { ranges: true, validator, size, begin: range === null ? null : Number(range[1]) };
  }
  const plain = headers.get('content-encoding') === null;
  const length = plain ? headers.get('content-length') : null;
  return { ranges: false, validator, size: length === null ? Infinity : Number(length), begin: 0 };
}

function allocate(count: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(count);
  } catch (cause) {
    throw new ModelError('out-of-memory', `no memory for ${count} bytes`, { cause });
  }
}
