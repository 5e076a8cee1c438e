/**
 * The files that are kept. Each lies under its path and its digest, so that two builds can lie side by
 * side and share what they have in common; what a build is given is decided by its manifest alone.
 */
import { digestOf, pathOf, type Manifest } from './manifest.ts';
import type { Report } from './messages.ts';

export interface Place {
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly origin: string;
}

/** Requests at a time while the course is fetched. */
const LANES = 4;
/** Not a file: a note that the whole course was kept. */
const WHOLE = '.whole';

export class Shelf {
  private readonly manifest: Manifest;
  private readonly place: Place;
  private readonly name: string;
  private fetching: Promise<Report> | null = null;

  constructor(manifest: Manifest, place: Place) {
    this.manifest = manifest;
    this.place = place;
    this.name = `vitrine-course ${manifest.base}`;
  }

  digest(file: string): string | undefined {
    const { course, passing } = this.manifest;
    return Object.hasOwn(course, file)
      ? course[file]
      : Object.hasOwn(passing, file)
        ? passing[file]
        : undefined;
  }

  /** A file of this build; undefined where it is not kept, or nothing can be. */
  async find(file: string): Promise<Response | undefined> {
    const digest = this.digest(file);
    if (digest === undefined) return undefined;
    const cache = await this.open();
    return cache?.match(this.key(file, digest)).catch(() => undefined);
  }

  /** A file of any build, for pages of one before: only for files whose name says what is in them. */
  async findAny(file: string): Promise<Response | undefined> {
    const cache = await this.open();
    return cache?.match(this.key(file, ''), { ignoreSearch: true }).catch(() => undefined);
  }

  /**
   * Keeps a file of this build as a server has sent it. False where it is not this build's file: the server
   * has another one by now. Rejects where there is no room.
   */
  async keep(file: string, response: Response): Promise<boolean> {
    const digest = this.digest(file);
    const cache = await this.open();
    if (digest === undefined || !cache || response.status !== 200) return false;
    const bytes = await response.arrayBuffer();
    if ((await digestOf(bytes)) !== digest) return false;
    const headers = {
      'Content-Type': response.headers.get('content-type') ?? '',
      'Content-Length': String(bytes.byteLength),
    };
    await cache.put(this.key(file, digest), new Response(bytes, { headers }));
    return true;
  }

  /** What is there. */
  async report(): Promise<Report> {
    const cache = await this.open();
    if (!cache) return this.says('refused', 0);
    const missing = (await this.missing(cache)).length;
    return this.says(missing === 0 ? 'ready' : 'none', this.total - missing);
  }

  /** Fetches what is missing of the course, with the least urgency, and says how it goes. Never rejects. */
  fetchAll(tell: (report: Report) => void = () => undefined): Promise<Report> {
    this.fetching ??= this.fetchMissing(tell)
      .catch(() => this.says('refused', 0))
      .finally(() => (this.fetching = null));
    return this.fetching;
  }

  private async fetchMissing(tell: (report: Report) => void): Promise<Report> {
    const cache = await this.open();
    if (!cache) return this.says('refused', 0);
    const queue = await this.missing(cache);
    let done = this.total - queue.length;
    let trouble: 'broken' | 'full' | null = null;
    const lane = async (): Promise<void> => {
      for (let file = queue.shift(); file !== undefined && trouble === null; file = queue.shift()) {
        const response = await this.ask(file);
        try {
          if (response === null || !(await this.keep(file, response))) trouble = 'broken';
          else tell(this.says('fetching', ++done));
        } catch {
          trouble = 'full';
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (trouble === null)
      await cache.put(this.key(WHOLE, ''), new Response('')).catch(() => undefined);
    return this.says(trouble ?? 'ready', done);
  }

  private ask(file: string): Promise<Response | null> {
    const { origin, fetch } = this.place;
    // Names in `_astro` say what is in them; anything else may lie in the browser's cache from before.
    const cache = file.startsWith('_astro/') ? 'default' : 'no-cache';
    const url = origin + this.manifest.base + pathOf(file);
    return fetch(url, { cache, priority: 'low' } as RequestInit).catch(() => null);
  }

  /** True when the whole course has been kept once, of this build or of one before. */
  async wasWhole(): Promise<boolean> {
    const cache = await this.open();
    return (await cache?.match(this.key(WHOLE, '')).catch(() => undefined)) !== undefined;
  }

  /** Removes what this build does not have. */
  async prune(): Promise<void> {
    const cache = await this.open();
    const ours = new Set(
      [[WHOLE, ''] as const, ...this.all()].map(([file, digest]) => this.key(file, digest)),
    );
    for (const { url } of (await cache?.keys()) ?? []) if (!ours.has(url)) await cache?.delete(url);
  }

  private async missing(cache: Cache): Promise<string[]> {
    const there = new Set((await cache.keys()).map(({ url }) => url));
    const { course } = this.manifest;
    return Object.entries(course).flatMap(([file, digest]) =>
      there.has(this.key(file, digest)) ? [] : [file],
    );
  }

  private all(): [string, string][] {
    return [...Object.entries(this.manifest.course), ...Object.entries(this.manifest.passing)];
  }

  private key(file: string, digest: string): string {
    return new URL(`${this.manifest.base}${file}?${digest}`, this.place.origin).href;
  }

  private get total(): number {
    return Object.keys(this.manifest.course).length;
  }

  private says(state: Report['state'], done: number): Report {
    return { type: 'offline', state, done, total: this.total, bytes: this.manifest.bytes };
  }

  private async open(): Promise<Cache | null> {
    try {
      return await this.place.caches.open(this.name);
    } catch {
      return null;
    }
  }
}
