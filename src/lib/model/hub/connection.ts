/** One request to a hub and the bytes of its answer, watched for a connection that has died. */
import { ModelError } from '../errors.ts';
import { networkError } from '../weights/byte-stream.ts';
import { defaultPatience, Retries, type Patience } from './retries.ts';

export interface HubOptions {
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
  /** What differs from `defaultPatience`. */
  readonly patience?: Partial<Patience>;
  /** Called with the milliseconds of each wait before another attempt. */
  readonly onWait?: (ms: number) => void;
}

/** Half-open: the first byte asked for, and the one after the last. */
export type Span = readonly [begin: number, end: number];

export const patienceOf = (options: HubOptions): Patience => ({
  ...defaultPatience,
  ...options.patience,
});

export const retriesOf = (options: HubOptions): Retries =>
  new Retries(patienceOf(options), options.signal, options.onWait);

/**
 * Sends one request, again after a broken connection, a fault of the server (5xx) or a request for
 * a pause (429). No cookies and no referrer go with it: hubs refuse some referrers.
 * Only `Range` is sent beyond what CORS allows unasked, in the one form that needs no preflight.
 * Rejects with `network`, `rate-limited` or `aborted`; any other status is the caller's to judge.
 */
export async function connect(
  url: string,
  span: Span | null,
  options: HubOptions,
  retries = retriesOf(options),
): Promise<Connection> {
  while (true) {
    try {
      const connection = await Connection.open(url, span, options);
      const { status, headers } = connection.response;
      if (status !== 429 && status < 500 && status !== 408) return connection;
      connection.close();
      if (status === 429) await retries.askedToWait(headers.get('retry-after'));
      else await retries.failed(new ModelError('network', `the server answers ${status}: ${url}`));
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      await retries.failed(error.reason);
    }
  }
}

/** A failure of the network, which may pass. */
export class Broken extends Error {
  readonly reason: ModelError;
  constructor(reason: ModelError) {
    super(reason.message, { cause: reason });
    this.reason = reason;
  }
}

export class Connection {
  readonly response: Response;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private readonly watch: Watch;

  private constructor(response: Response, watch: Watch) {
    this.response = response;
    this.reader = response.body?.getReader();
    this.watch = watch;
  }

  static async open(url: string, span: Span | null, options: HubOptions): Promise<Connection> {
    const watch = new Watch(patienceOf(options).stall, options.signal);
    const get = options.fetch ?? fetch;
    try {
      const response = await get(url, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: watch.signal,
        ...(span && { headers: { Range: `bytes=${span[0]}-${span[1] - 1}` } }),
      });
      watch.pause();
      return new Connection(response, watch);
    } catch (cause) {
      watch.end();
      throw new Broken(networkError(cause, options.signal));
    }
  }

  /** The next bytes; null at the end. Throws `Broken` when the connection breaks. */
  async next(): Promise<Uint8Array | null> {
    this.watch.start();
    try {
      const { value } = (await this.reader?.read()) ?? {};
      this.watch.pause();
      if (value === undefined) this.watch.end();
      return value ?? null;
    } catch (cause) {
      this.watch.end();
      throw new Broken(networkError(cause, this.watch.outer));
    }
  }

  /** All bytes, of which there may be at most `most`. */
  async all(most: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (let piece = await this.next(); piece !== null; piece = await this.next()) {
      pieces.push(piece);
      length += piece.length;
      if (length > most) {
        this.close();
        throw new ModelError('corrupt', `${this.response.url} is longer than ${most} bytes`);
      }
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** Tells the server that the rest is not wanted. */
  close(): void {
    this.watch.end();
    this.reader?.cancel().catch(() => undefined);
  }
}

/** Aborts when nothing is heard for a while of waiting, or when the caller does. */
class Watch {
  readonly outer: AbortSignal | undefined;
  private readonly controller = new AbortController();
  private readonly stall: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly abort = (): void => this.controller.abort();

  constructor(stall: number, outer?: AbortSignal) {
    this.stall = stall;
    this.outer = outer;
    if (outer?.aborted === true) this.abort();
    outer?.addEventListener('abort', this.abort, { once: true });
    this.start();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  start(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.abort, this.stall);
  }

  /** While nobody waits for the next bytes, their absence says nothing. */
  pause(): void {
    clearTimeout(this.timer);
  }

  end(): void {
    this.pause();
    this.outer?.removeEventListener('abort', this.abort);
  }
}
