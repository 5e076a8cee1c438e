/** A long list of which only the pages that are looked at are fetched. */
export class Pages<T> {
  readonly #fetch: (from: number, to: number) => Promise<readonly T[]>;
  readonly #size: number;
  /** Pages that were asked for; nothing is drawn from it. */
  readonly #asked: Record<number, boolean> = {};
  #pages: Readonly<Record<number, readonly T[]>> = $state.raw({});

  constructor(
    fetch: (from: number, to: number) => Promise<readonly T[]>,
    { size = 200, first = [] }: { size?: number; first?: readonly T[] } = {},
  ) {
    this.#fetch = fetch;
    this.#size = size;
    if (first.length === 0) return;
    this.#pages = { 0: first };
    this.#asked[0] = true;
  }

  /** The row at a place; undefined while it has not come. */
  at(index: number): T | undefined {
    return this.#pages[Math.floor(index / this.#size)]?.[index % this.#size];
  }

  /** Fetches the rows from one place to another, `to` not included, that are not here yet. */
  want(from: number, to: number): Promise<void> {
    const first = Math.floor(from / this.#size);
    const last = Math.floor(Math.max(to - 1, from) / this.#size);
    const pages = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return Promise.all(pages.map((page) => this.#want(page))).then(() => undefined);
  }

  async #want(page: number): Promise<void> {
    if (this.#asked[page]) return;
    this.#asked[page] = true;
    try {
      const rows = await this.#fetch(page * this.#size, (page + 1) * this.#size);
      this.#pages = { ...this.#pages, [page]: rows };
    } catch {
      this.#asked[page] = false; // it is asked for again when it is looked at again
    }
  }
}
