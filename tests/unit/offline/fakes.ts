/** A site and a browser's cache in memory, for what the service worker does with them. */
import type { Manifest } from '../../../src/offline/manifest.ts';
import { digest } from '../../../tools/offline/manifest.ts';

export const ORIGIN = 'https://glass.example';

/** Cache Storage, as much of it as is used. */
export class FakeCaches {
  readonly entries = new Map<string, { body: Uint8Array; headers: [string, string][] }>();
  /** Bytes that there is room for. */
  room = Infinity;
  refuses = false;

  asCaches(): CacheStorage {
    return { open: () => this.#open() } as unknown as CacheStorage;
  }

  #open(): Promise<Cache> {
    if (this.refuses) return Promise.reject(new DOMException('no', 'SecurityError'));
    const { entries } = this;
    const bare = (url: string) => url.split('?')[0] ?? '';
    const find = (url: string, ignoreSearch: boolean) =>
      ignoreSearch ? [...entries.keys()].find((each) => bare(each) === bare(url)) : url;
    const cache = {
      match: (url: string, { ignoreSearch = false } = {}) => {
        const entry = entries.get(find(url, ignoreSearch) ?? '');
        return Promise.resolve(
          entry && new Response(entry.body.slice(), { headers: entry.headers }),
        );
      },
      put: async (url: string, response: Response) => {
        const body = new Uint8Array(await response.arrayBuffer());
        if (body.length > this.room) throw new DOMException('full', 'QuotaExceededError');
        this.room -= body.length;
        entries.set(url, { body, headers: [...response.headers] });
      },
      delete: (url: string) => Promise.resolve(entries.delete(url)),
      keys: () => Promise.resolve([...entries.keys()].map((url) => ({ url }))),
    };
    return Promise.resolve(cache as unknown as Cache);
  }
}

/** A server of some files; what it was asked for, in order. */
export class FakeServer {
  files: Readonly<Record<string, string>>;
  readonly asked: string[] = [];
  up = true;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = files;
  }

  readonly fetch = ((input: RequestInfo | URL): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    this.asked.push(url.pathname);
    if (!this.up) return Promise.reject(new TypeError('no network'));
    const file = url.pathname.slice(1).replace(/(^|\/)$/, '$1index.html');
    const body = this.files[file];
    const headers = { 'Content-Type': file.endsWith('.html') ? 'text/html' : 'text/plain' };
    return Promise.resolve(
      body === undefined ? new Response('', { status: 404 }) : new Response(body, { headers }),
    );
  }) as typeof fetch;
}

/** The manifest of files that are all part of the course. */
export function manifestOfTexts(files: Readonly<Record<string, string>>): Manifest {
  const course = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, digest(text)]),
  );
  const policy = ['Content-Security-Policy', "default-src 'none'"] as const;
  return {
    ...{ build: digest(JSON.stringify(course)), code: 'c', base: '/', course, passing: {} },
    ...{ bytes: 100, headers: [{ path: '/*', headers: [policy] }] },
  };
}
