/** A reader's text and what the tokenizer made of it; the work is done in a worker. */
import type { TextFacts, TokenGroup } from '../tokens/index.ts';
import { latestOnly } from './latest.ts';
import { askTokenizer } from './tokenizer-client.ts';
import { Pages } from './tokenizer-pages.svelte.ts';

/** What the page shows before any script runs. */
export interface FirstText {
  readonly text: string;
  readonly facts: TextFacts;
  readonly groups: readonly TokenGroup[];
}

/** A text too long for the box: kept aside, or still in the reader's file. */
export interface HeldText {
  readonly source: string | Blob;
  /** The file's name; null for what was pasted. */
  readonly name: string | null;
}

/** Longer texts are not put in the box: laying them out there would stall the page. */
export const longestTyped = 20_000;
/** Texts of up to so many groups are shown whole; longer ones line by line. */
export const shownWhole = 120;
/** Groups of a longer text that are fetched at once. */
const pageSize = 64;
/** So many groups are fetched without being looked at, for the table. */
export const tableGroups = 1000;

export class TokenizedText {
  text = $state('');
  held: HeldText | null = $state.raw(null);
  allowSpecial = $state(false);
  facts: TextFacts = $state.raw() as TextFacts;
  /** How many groups there are. */
  count = $state(0);
  groups: Pages<TokenGroup> = $state.raw() as Pages<TokenGroup>;
  /** The first group of each line and, at the end, `count`; null while the text is shown whole. */
  lines: Int32Array | null = $state.raw(null);
  clipped = $state(false);
  reading = $state(false);
  failed = $state(false);

  readonly #name: string;
  /** Under what the worker keeps the text that is shown: each reading has a key of its own. */
  #key = '';
  #serial = 0;
  #columns = 80;
  readonly #read = latestOnly((signal) => this.#readOnce(signal));

  constructor(name: string, first: FirstText) {
    this.#name = name;
    this.text = first.text;
    this.facts = first.facts;
    this.count = first.groups.length;
    this.groups = new Pages<TokenGroup>(() => Promise.resolve([]), {
      size: shownWhole,
      first: first.groups,
    });
  }

  /** Takes what the reader typed or pasted; what is too long for the box is held beside it. */
  take(text: string): Promise<void> {
    const long = text.length > longestTyped;
    this.held = long ? { source: text, name: null } : null;
    this.text = long ? '' : text;
    return this.#read.start();
  }

  takeFile(file: File): Promise<void> {
    this.held = { source: file, name: file.name };
    this.text = '';
    return this.#read.start();
  }

  setSpecial(allow: boolean): Promise<void> {
    this.allowSpecial = allow;
    return this.#read.start();
  }

  /** Says how many characters of a fixed-width face a line has room for. */
  async setColumns(columns: number): Promise<void> {
    if (columns === this.#columns) return;
    this.#columns = columns;
    if (this.lines) await this.#layOut();
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    this.reading = true;
    this.failed = false;
    const key = `${this.#name}:${++this.#serial}`;
    const source = this.held?.source ?? this.text;
    try {
      const answer = await askTokenizer((worker) => worker.read(key, source, this.allowSpecial));
      if (signal.aborted) return forget(key);
      const long = answer.groups > shownWhole;
      const pages = new Pages<TokenGroup>(
        (from, to) => askTokenizer((worker) => worker.groups(key, from, to)),
        { size: long ? pageSize : shownWhole },
      );
      await pages.want(0, 1);
      const lines = long ? await linesOf(key, this.#columns) : null;
      if (signal.aborted) return forget(key);
      forget(this.#key);
      this.#key = key;
      this.lines = lines;
      this.groups = pages;
      this.facts = answer.facts;
      this.count = answer.groups;
      this.clipped = answer.clipped;
      void pages.want(0, Math.min(answer.groups, tableGroups));
    } catch {
      if (!signal.aborted) this.failed = true;
    } finally {
      this.reading = false;
    }
  }

  async #layOut(): Promise<void> {
    try {
      this.lines = await linesOf(this.#key, this.#columns);
    } catch {
      this.failed = true;
    }
  }
}

function linesOf(key: string, columns: number): Promise<Int32Array> {
  return askTokenizer((worker) => worker.layOut(key, columns));
}

function forget(key: string): void {
  if (key !== '') askTokenizer((worker) => worker.forget(key)).catch(() => undefined);
}
