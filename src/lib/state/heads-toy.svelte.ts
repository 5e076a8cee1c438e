import { nextTask } from '../pacing/next-task.ts';
import { HEAD_COUNTS, readable, WISHES, type Wish } from '../attention/index.ts';
import { latestOnly } from './latest.ts';

/** What was measured: the share of words that can be named, for each number of heads and each wish. */
export interface MeasuredHeads {
  readonly wishes: readonly Wish[];
  readonly seed: number;
  /** [HEAD_COUNTS][wishes] */
  readonly shares: readonly (readonly number[])[];
}

/** The toy with many heads: measured anew, one number of heads at a time, when the reader asks. */
export class HeadsToy {
  shown: MeasuredHeads = $state.raw() as MeasuredHeads;
  wishes: readonly Wish[] = $state.raw([]);
  seed = $state(0);
  busy = $state(false);

  readonly #runner;

  constructor(stored: { wishes: readonly string[]; seed: number; shares: number[][] }) {
    this.wishes = WISHES.filter((wish) => stored.wishes.includes(wish));
    this.seed = stored.seed;
    this.shown = { wishes: this.wishes, seed: stored.seed, shares: stored.shares };
    this.#runner = latestOnly(async (signal) => {
      this.busy = true;
      const { wishes, seed } = this;
      const shares: number[][] = [];
      for (const h of HEAD_COUNTS) {
        await nextTask();
        if (signal.aborted) break;
        shares.push(readable(wishes, h, seed));
      }
      if (!signal.aborted) this.shown = { wishes, seed, shares };
      this.busy = false;
    });
  }

  toggle(wish: Wish): void {
    this.wishes = WISHES.filter((each) => this.wishes.includes(each) !== (each === wish));
    if (this.wishes.length > 0) void this.#runner.start();
  }

  /** Takes what a link asks for; what is measured already is not measured again. */
  restore(wishes: readonly Wish[], seed: number): void {
    const wanted = WISHES.filter((wish) => wishes.includes(wish));
    if (seed === this.seed && wanted.join() === this.wishes.join()) return;
    this.wishes = wanted;
    this.seed = seed;
    if (wanted.length > 0) void this.#runner.start();
  }

  again(): void {
    this.seed++;
    if (this.wishes.length > 0) void this.#runner.start();
  }
}
