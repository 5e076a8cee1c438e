/** Files compressed as well as can be, kept in memory: slow, so made once, behind the first answer. */
import { readFile } from 'node:fs/promises';
import { statSync, type Stats } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** What a first picture waits for, and scripts. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html;charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
};
/** Larger files would hold a processor for seconds. */
const LARGEST = 2_000_000;
/** 10 takes 1 s for the longest lesson and leaves a seventh less than 5; 11 takes 3 s for another fiftieth. */
const QUALITY = 10;

export interface PackedFile {
  /** Brotli. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export class Packed {
  readonly #folder: string;
  readonly #files = new Map<string, { readonly etag: string; file: PackedFile | null }>();
  /** One after the other, so that answers have a processor, too. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file that a path of the site names, if it has been packed since it was changed; else null, and it will be. */
  of(path: string): PackedFile | null {
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const type = TYPES[extname(name)];
    // Names as the build writes them: anything else is not looked for here.
    if (type === undefined || !/^(\/[\w-][\w.-]*)+$/.test(name)) return null;
    const stat = statSync(join(this.#folder, name), { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > LARGEST) return null;
    const etag = etagOf(stat);
    const known = this.#files.get(name);
    if (known?.etag === etag) return known.file;
    this.#files.set(name, { etag, file: null });
    this.#queue = this.#queue.then(() => this.#pack(name, type, etag)).catch(() => undefined);
    return null;
  }

  /** When all that has been asked for so far is packed. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #pack(name: string, type: string, etag: string): Promise<void> {
    const text = await readFile(join(this.#folder, name));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    };
    const body = await promisify(brotliCompress)(text, { params });
    const entry = this.#files.get(name);
    // A build may have replaced it meanwhile.
    const now = statSync(join(this.#folder, name), { throwIfNoEntry: false });
    if (entry?.etag !== etag || !now || etagOf(now) !== etag) return;
    const headers = {
      'Content-Type': type,
      'Content-Encoding': 'br',
      'Content-Length': String(body.length),
      Vary: 'Accept-Encoding',
      ETag: etag,
    };
    entry.file = { body, headers };
  }
}

/** As sirv says it, so that a browser that has the one need not fetch the other. */
const etagOf = ({ size, mtime }: Stats): string => `W/"${String(size)}-${String(mtime.getTime())}"`;
