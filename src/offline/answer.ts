/** What the service worker answers: from the shelf, else from the network, with the headers of the site. */
import { fileOf, headersFor, type Manifest } from './manifest.ts';
import type { Shelf } from './shelf.ts';

export interface Asked {
  readonly request: Request;
  /** Something to do that outlives the answer. */
  readonly later: (work: Promise<unknown>) => void;
}

export interface Site {
  readonly manifest: Manifest;
  readonly shelf: Shelf;
  readonly origin: string;
  readonly fetch: typeof fetch;
  /** Called when the server has another build than this one. */
  readonly onStale: () => void;
}

/** What headers are for: documents, and workers, which have policies of their own. */
const GUARDED = new Set(['document', 'iframe', 'frame', 'worker', 'sharedworker']);

/** Null for requests that are not the site's, or that the browser may as well do by itself. */
export function answer(site: Site, asked: Asked): Promise<Response> | null {
  const { request } = asked;
  const { manifest, origin } = site;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return null;
  if (!url.pathname.startsWith(manifest.base)) return null;
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return null;
  const path = decode(url.pathname.slice(manifest.base.length));
  const file = fileOf(path);
  const isOurs = site.shelf.digest(file) !== undefined;
  if (!isOurs && !GUARDED.has(request.destination) && !file.startsWith('_astro/')) return null;
  return respond(site, asked, path, file).then((response) =>
    GUARDED.has(request.destination) ? withHeaders(response, manifest, `/${path}`) : response,
  );
}

async function respond(site: Site, asked: Asked, path: string, file: string): Promise<Response> {
  const { request } = asked;
  const { shelf } = site;
  const kept =
    (await shelf.find(file)) ??
    (file.startsWith('_astro/') ? await shelf.findAny(file) : undefined);
  if (kept) return part(kept, request.headers.get('range'));
  // As hosts do: a page's address ends in a slash.
  const page = `${path}/index.html`;
  if (request.mode === 'navigate' && (await shelf.find(page)))
    return Response.redirect(
      `${site.origin}${site.manifest.base}${path}/${new URL(request.url).search}`,
      302,
    );
  try {
    const response = await site.fetch(request);
    if (shelf.digest(file) !== undefined && response.status === 200) {
      const copy = response.clone();
      asked.later(
        shelf.keep(file, copy).then(
          (same) => {
            if (!same) site.onStale();
          },
          () => undefined, // no room: the page works on from the network
        ),
      );
    }
    return response;
  } catch (error) {
    if (request.mode !== 'navigate') throw error;
    return notKept(site.manifest.base);
  }
}

/** The bytes that were asked for, of a file that is kept whole. Only the form `bytes=a-b` is known. */
async function part(response: Response, range: string | null): Promise<Response> {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return response;
  const whole = await response.blob();
  const begin = Number(from);
  const end = Math.min(to ? Number(to) + 1 : whole.size, whole.size);
  if (begin >= end)
    return new Response(null, {
      status: 416,
      headers: { 'Content-Range': `bytes */${whole.size}` },
    });
  return new Response(whole.slice(begin, end), {
    status: 206,
    headers: {
      'Content-Type': response.headers.get('content-type') ?? '',
      'Content-Range': `bytes ${begin}-${end - 1}/${whole.size}`,
      'Content-Length': String(end - begin),
    },
  });
}

/** The headers that the site is meant to have, where its host has not sent them. */
function withHeaders(response: Response, manifest: Manifest, path: string): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const { status, statusText } = response;
  if (status >= 300 && status < 400) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(manifest.headers, path)))
    if (!headers.has(name)) headers.set(name, value);
  const body = status === 204 || status === 205 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}

/** For a page that is not there yet, without a network. */
function notKept(base: string): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Vitrine</title></head><body><h1>Vitrine</h1><p>There is no network, and this page is not kept on this device yet. <a href="${base}en/">To the first page</a></p><p lang="zh-CN">没有网络，这一页也还没有存到这台设备上。<a href="${base}zh/">回到首页</a></p></body></html>`;
  return new Response(html, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
