/** The ways in which a hub fails, each a number of times and on files whose path contains `on`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServedFile } from './checkpoint.ts';

export interface Fault {
  /** A part of `hub owner/name/file` or `cdn owner/name/file`. */
  readonly on: string;
  readonly kind:
    | 'status' // an answer without a file
    | 'ignore-range' // the whole file, whatever was asked
    | 'hide-size' // the same in chunks, of no stated length
    | 'cut' // the connection breaks after so many bytes
    | 'stall' // no byte follows, and the connection stays
    | 'slow' // in pieces of so many bytes
    | 'wrong-length' // the stated size is off by so many bytes
    | 'changed' // another ETag
    | 'shorter' // 416: the file is no longer so long
    | 'hold'; // no answer until released
  /** How often; default: always. */
  readonly times?: number;
  /** So many requests pass first. */
  readonly after?: number;
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string;
  readonly bytes?: number;
}

type Handler = (file: ServedFile | null, request: IncomingMessage) => void;

interface Active {
  readonly fault: Fault;
  passed: number;
  done: number;
}

export class Faults {
  private active: Active[] = [];
  private waiting: (() => void)[] = [];
  private watchers: (() => void)[] = [];

  add(fault: Fault): void {
    this.active.push({ fault, passed: 0, done: 0 });
  }

  clear(): void {
    this.active = [];
    this.release();
  }

  /** Lets go of all requests that are held, and of those to come. */
  release(): void {
    this.active = this.active.filter(({ fault }) => fault.kind !== 'hold');
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves when a request is held, or so many at once. */
  async held(count = 1): Promise<void> {
    while (this.waiting.length < count)
      await new Promise<void>((resolve) => this.watchers.push(resolve));
  }

  /** Null when the request is to be answered as usual. */
  async pass(path: string, response: ServerResponse): Promise<Handler | null> {
    const due = this.active.find((active) => {
      const { on, times = Infinity, after = 0 } = active.fault;
      if (!path.includes(on) || active.done >= times) return false;
      return active.passed++ >= after;
    });
    if (due === undefined) return null;
    due.done++;
    if (due.fault.kind !== 'hold') return handler(due.fault, response);
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      for (const seen of this.watchers.splice(0)) seen();
    });
    return null;
  }
}

function handler(fault: Fault, response: ServerResponse): Handler {
  const { kind, bytes = 0 } = fault;
  return (file, request) => {
    const size = file?.size ?? 0;
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const [begin, end] = [Number(from), to === '' ? size : Math.min(Number(to) + 1, size)];
    const body = file?.read(begin, end) ?? new Uint8Array();
    const partly = (stated = size, etag?: string): void => {
      response.writeHead(206, {
        'Content-Range': `bytes ${begin}-${end - 1}/${stated}`,
        'Content-Length': body.length,
        ...(etag !== undefined && { ETag: etag }),
      });
    };
    switch (kind) {
      case 'status':
        response.writeHead(fault.status ?? 500, {
          ...(fault.retryAfter !== undefined && { 'Retry-After': fault.retryAfter }),
          ...(fault.code !== undefined && { 'X-Error-Code': fault.code }),
        });
        return void response.end();
      case 'ignore-range':
        response.writeHead(200, { 'Content-Length': size, ETag: '"whole"' });
        return void response.end(file?.read(0, size));
      case 'hide-size':
        response.writeHead(200, { ETag: '"whole"' });
        response.write(file?.read(0, size >> 1));
        return void response.end(file?.read(size >> 1, size));
      case 'cut':
        partly();
        return void response.write(body.subarray(0, bytes), () => response.destroy());
      case 'stall':
        partly();
        return void response.write(body.subarray(0, bytes));
      case 'slow':
        partly();
        return trickle(response, body, bytes);
      case 'wrong-length':
        partly(size + bytes);
        return void response.end(body);
      case 'changed':
        partly(size, '"second"');
        return void response.end(body);
      case 'shorter':
        response.writeHead(416, { 'Content-Range': 'bytes */1' });
        return void response.end();
      case 'hold':
        return;
    }
  };
}

/** Piece after piece, each when the one before has left. */
function trickle(response: ServerResponse, body: Uint8Array, size: number): void {
  if (body.length === 0) return void response.end();
  response.write(body.subarray(0, size), () =>
    setImmediate(trickle, response, body.subarray(size), size),
  );
}
