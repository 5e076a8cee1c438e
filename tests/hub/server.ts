/**
 * A stand-in for the Hugging Face Hub and its CDN on this machine, with their address layout,
 * redirects, ranges, ETags, CORS and failures. Follows what huggingface_hub and huggingface.js
 * expect of the real one (X-Error-Code, X-Repo-Commit, X-Linked-Size; signed CDN addresses on
 * another origin; a CDN that answers no preflight).
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServedFile } from './checkpoint.ts';
import { Faults, type Fault } from './faults.ts';
import { makeRepositories, type Repository } from './repositories.ts';

/** A request as it came in. */
export interface Asked {
  readonly on: 'hub' | 'cdn';
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
  readonly cookie: string | null;
  readonly referer: string | null;
}

export interface StandIn {
  /** To be used as the endpoint. */
  readonly url: string;
  readonly asked: Asked[];
  readonly faults: Faults;
  close(): Promise<void>;
}

const exposed =
  'X-Repo-Commit,X-Error-Code,X-Error-Message,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,Retry-After';

/** Starts a hub and its CDN on free ports of 127.0.0.1. */
export async function startHub(): Promise<StandIn> {
  const hub = new Hub(await makeRepositories());
  const servers = [createServer(hub.answerAsHub), createServer(hub.answerAsCdn)] as const;
  const [hubPort, cdnPort] = await Promise.all(servers.map(listen));
  hub.cdn = `http://127.0.0.1:${cdnPort}`;
  return {
    url: `http://127.0.0.1:${hubPort}`,
    asked: hub.asked,
    faults: hub.faults,
    async close() {
      hub.faults.release();
      await Promise.all(servers.map(stop));
    },
  };
}

class Hub {
  cdn = '';
  readonly asked: Asked[] = [];
  readonly faults = new Faults();
  private readonly repositories: ReadonlyMap<string, Repository>;
  /** What each signature is good for. */
  private readonly signed = new Map<string, { file: ServedFile; path: string }>();
  /** Requests that have no answer yet. */
  private open = 0;
  private watchers: (() => void)[] = [];

  constructor(repositories: ReadonlyMap<string, Repository>) {
    this.repositories = repositories;
  }

  readonly answerAsHub = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub');
    if (pathname.startsWith('/stand-in/')) return void this.control(pathname, request, response);
    this.note('hub', request, response);
    cors(response);
    const listing = /^\/api\/models\/(.+)\/revision\/([^/]+)$/.exec(pathname);
    const file = /^\/([^/]+\/[^/]+|[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname);
    const [, name = '', revision = '', path = ''] = listing ?? file ?? [];
    void this.faults.pass(`hub ${name}/${path}`, response).then((handled) => {
      if (handled !== null) return handled(null, request);
      this.serve(
        name,
        decodeURIComponent(revision),
        listing === null ? path : null,
        request,
        response,
      );
    });
  };

  private serve(
    name: string,
    revision: string,
    path: string | null,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const repository = this.repositories.get(name);
    if (repository === undefined || repository.access === 'private')
      return refuse(response, 401, 'RepoNotFound');
    if (repository.access === 'gated') return refuse(response, 401, 'GatedRepo');
    if (![repository.commit, 'main', 'v1'].includes(revision))
      return refuse(response, 404, 'RevisionNotFound');
    response.setHeader('X-Repo-Commit', repository.commit);
    if (path === null) {
      const siblings = [...repository.files.keys()].map((rfilename) => ({ rfilename }));
      response.setHeader('Content-Type', 'application/json');
      return void response.end(JSON.stringify({ id: name, sha: repository.commit, siblings }));
    }
    const file = repository.files.get(path);
    if (file === undefined) return refuse(response, 404, 'EntryNotFound');
    if (!path.endsWith('.safetensors')) return send(request, response, file, etagOf(name, path));
    const signature = randomUUID();
    this.signed.set(signature, { file, path: `${name}/${path}` });
    response.writeHead(302, {
      Location: `${this.cdn}/xet-bridge/${signature}?Expires=1&Signature=${signature}`,
      'X-Linked-Size': file.size,
      'X-Linked-ETag': etagOf(name, path),
    });
    response.end();
  }

  readonly answerAsCdn = (request: IncomingMessage, response: ServerResponse): void => {
    this.note('cdn', request, response);
    if (request.method !== 'GET') return refuse(response, 403, 'NoPreflightHere');
    cors(response);
    const signature = new URL(request.url ?? '/', 'http://cdn').searchParams.get('Signature');
    const found = this.signed.get(signature ?? '');
    if (found === undefined) return refuse(response, 403, 'Signature');
    const { file, path } = found;
    void this.faults.pass(`cdn ${path}`, response).then((handled) => {
      if (handled !== null) return handled(file, request);
      send(request, response, file, etagOf('cdn', path));
    });
  };

  /** For tests that run in a browser: the same as `asked` and `faults`, over HTTP. */
  private async control(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    cors(response);
    response.setHeader('Content-Type', 'application/json');
    let body = '';
    for await (const piece of request) body += String(piece);
    if (pathname === '/stand-in/reset') {
      this.faults.clear();
      this.asked.length = 0;
    }
    if (pathname === '/stand-in/fault') this.faults.add(JSON.parse(body) as Fault);
    if (pathname === '/stand-in/release') this.faults.release();
    if (pathname === '/stand-in/held') await this.faults.held();
    if (pathname === '/stand-in/quiet') await this.quiet();
    response.end(JSON.stringify(this.asked));
  }

  /** Resolves when all requests are answered, or given up by who asked. */
  private async quiet(): Promise<void> {
    while (this.open > 0) await new Promise<void>((resolve) => this.watchers.push(resolve));
  }

  private note(
    on: Asked['on'],
    { headers, url, method }: IncomingMessage,
    response: ServerResponse,
  ): void {
    this.open++;
    response.once('close', () => {
      this.open--;
      for (const seen of this.watchers.splice(0)) seen();
    });
    this.asked.push({
      on,
      method: method ?? '',
      path: new URL(url ?? '/', 'http://x').pathname,
      range: headers.range ?? null,
      cookie: headers.cookie ?? null,
      referer: headers.referer ?? null,
    });
  }
}

/** Answers with a file or the range of it that was asked for (RFC 9110, section 14). */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  etag: string,
): void {
  response.setHeader('ETag', etag);
  response.setHeader('Accept-Ranges', 'bytes');
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined || to === undefined) {
    response.writeHead(200, { 'Content-Length': file.size });
    return void response.end(file.read(0, file.size));
  }
  const [begin, end] = [Number(from), Math.min(Number(to) + 1, file.size)];
  if (begin >= file.size) {
    response.writeHead(416, { 'Content-Range': `bytes */${file.size}` });
    return void response.end();
  }
  response.writeHead(206, {
    'Content-Range': `bytes ${begin}-${end - 1}/${file.size}`,
    'Content-Length': end - begin,
  });
  response.end(file.read(begin, end));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'X-Error-Code': code });
  response.end();
}

function cors(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', exposed);
}

const etagOf = (...parts: string[]): string =>
  `"${createHash('sha256').update(parts.join()).digest('hex')}"`;

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}
