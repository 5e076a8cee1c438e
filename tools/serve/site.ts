/**
 * A server of the built site: compressed, with the headers of its `_headers` file, with its own page for what is
 * not there. A later build in the same folder is served at once.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import sirv from 'sirv';
import { headersFor, parseHeaders } from '../policy/headers.ts';
import { Packed, type PackedFile } from './packed.ts';

export interface SiteOptions {
  /** The folder of the build. */
  readonly folder: string;
  /** The path that the site lies under; '/' if it is a whole origin. */
  readonly base?: string;
  /** An address to listen on; this machine only if there is none. */
  readonly host?: string | undefined;
  /** The port to begin with: the next free one is taken; 0 for any. */
  readonly port: number;
  /** Compresses what has been asked for once more, and better, for those who ask next. */
  readonly pack?: boolean;
}

export interface Site {
  readonly port: number;
  /** The address of the site's root, with a slash at its end. */
  readonly url: string;
  /** When all that has been asked for so far is packed. */
  packed(): Promise<void>;
  close(): Promise<void>;
}

/** Brotli at 5 costs 5 ms for the longest lesson and gives a tenth of it. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Serves `folder` until it is closed. */
export async function serveSite(options: SiteOptions): Promise<Site> {
  const { host = 'localhost', port } = options;
  const base = (options.base ?? '/').replace(/\/*$/, '/').replace(/^\/*/, '/');
  const packed = options.pack ? new Packed(options.folder) : null;
  const server = createServer(answers(options.folder, base, packed));
  const found = await listen(server, host, port);
  return {
    port: found,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(found)}${base}`,
    packed: async () => packed?.settled(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function answers(folder: string, base: string, packed: Packed | null): Answer {
  const files = sirv(folder, { dev: true, etag: true });
  const squeeze = compression({ filter: isWorthIt, brotli: BROTLI }) as unknown as (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ) => void;
  return (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split(/(?=\?)/);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (`${path}/` === base || (path === '/' && base !== '/')) {
      response.writeHead(302, { Location: base + query }).end();
    } else {
      const inside = path.startsWith(base) ? path.slice(base.length - 1) : null;
      const file = inside === null || !takesBrotli(request) ? null : packed?.of(inside);
      if (file) {
        setHeaders(response, folder, inside ?? '/');
        sendPacked(request, response, file);
        return;
      }
      squeeze(request, response, () => {
        setHeaders(response, folder, inside ?? '/');
        if (inside === null) {
          missing(folder, request, response);
          return;
        }
        request.url = inside + query;
        files(request, response, () => {
          missing(folder, request, response);
        });
      });
    }
  };
}

/** The file is small, and a new build may have changed it. */
function setHeaders(response: ServerResponse, folder: string, path: string): void {
  const file = join(folder, '_headers');
  const rules = existsSync(file) ? parseHeaders(readFileSync(file, 'utf8')) : [];
  for (const [name, value] of Object.entries(headersFor(rules, path)))
    response.setHeader(name, value);
}

const takesBrotli = ({ headers }: IncomingMessage): boolean =>
  headers.range === undefined &&
  /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers['accept-encoding']));

function sendPacked(request: IncomingMessage, response: ServerResponse, file: PackedFile): void {
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value);
  if (request.headers['if-none-match'] === file.headers.ETag) {
    response.removeHeader('Content-Length');
    response.writeHead(304).end();
  } else response.end(request.method === 'HEAD' ? undefined : file.body);
}

function missing(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const page = join(folder, '404.html');
  response.statusCode = 404;
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', 'text/html;charset=utf-8');
  const body = existsSync(page) ? readFileSync(page) : 'Not found';
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Not for a part of a file, nor for a runtime of 14 MB that need not leave this machine. */
function isWorthIt(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers.range !== undefined) return false;
  const near = /^(::1|(::ffff:)?127\.\S+)$/.test(request.socket.remoteAddress ?? '');
  if (near && response.getHeader('content-type') === 'application/wasm') return false;
  return compression.filter(request as never, response as never);
}

/** Listens on `port`, or on the next that is free. */
async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let next = port; ; next++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(next, host, () => {
        server.removeListener('error', resolve);
        resolve(null);
      });
    });
    if (error === null) return (server.address() as AddressInfo).port;
    server.removeAllListeners('error');
    if (error.code !== 'EADDRINUSE' || next >= 65535) throw error;
  }
}
