import { otherLang, type Lang } from '#lib/i18n/languages.ts';
import { arrange, type Shown } from '#lib/search/arrange.ts';
import { find, warm } from './pagefind.ts';

/** How many are shown, and how many texts are looked at to choose them. */
const limits = { own: 24, other: 6, read: 60 };

export interface Answer {
  readonly query: string;
  /** In the reader's language, and in the other. */
  readonly own: readonly Shown[];
  readonly other: readonly Shown[];
}

/** A query while it is typed, and the answer to its newest state. */
export class Asking {
  query = $state('');
  answer: Answer | null = $state.raw(null);
  /** Between a key and its answer. */
  waiting = $state(false);
  /** True when there is no index to ask. */
  missing = $state(false);
  readonly #lang: Lang;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(lang: Lang) {
    this.#lang = lang;
  }

  get count(): number {
    return this.answer ? this.answer.own.length + this.answer.other.length : 0;
  }

  /** Fetches the index; returns the function that ends the asking. */
  begin(): () => void {
    warm(this.#lang).catch(() => (this.missing = true));
    return () => clearTimeout(this.#timer);
  }

  /** Asks for the query as it is now, once the typing pauses. */
  ask(): void {
    clearTimeout(this.#timer);
    const mine = ++this.#asked;
    const wanted = this.query.trim();
    this.waiting = wanted !== '';
    if (this.waiting) this.#timer = setTimeout(() => void this.#look(wanted, mine), 120);
    else this.answer = null;
  }

  async #look(wanted: string, mine: number): Promise<void> {
    const found = await Promise.all([
      find(this.#lang, wanted, limits.read),
      find(otherLang(this.#lang), wanted, limits.read),
    ]).catch(() => null);
    if (mine !== this.#asked) return;
    this.waiting = false;
    this.missing = found === null;
    if (!found) return;
    this.answer = {
      query: wanted,
      own: arrange(found[0], wanted, limits.own),
      other: arrange(found[1], wanted, limits.other),
    };
  }
}
