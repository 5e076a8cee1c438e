const EVERY = 90;

/** The place of a reader who walks along a text, by hand or by itself. */
export class Walk {
  /** Where the reader asked to be; null where nobody asked. */
  asked: number | null = $state(null);
  #timer: ReturnType<typeof setInterval> | null = $state(null);
  readonly #at: () => number;
  readonly #last: () => number;

  /** `at`: where the reader is; `last`: the end of the way. */
  constructor(at: () => number, last: () => number) {
    this.#at = at;
    this.#last = last;
  }

  get at(): number {
    return this.#at();
  }
  get last(): number {
    return this.#last();
  }
  get playing(): boolean {
    return this.#timer !== null;
  }

  /** Stands still at a place; null: at the place where one stands unasked. */
  goTo(place: number | null): void {
    this.pause();
    this.asked = place;
  }

  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Goes on step by step, from the start where the end is reached. */
  play(): void {
    if (this.at >= this.last) this.asked = 0;
    this.#timer = setInterval(() => {
      this.asked = this.at + 1;
      if (this.at >= this.last) this.pause();
    }, EVERY);
  }
}
