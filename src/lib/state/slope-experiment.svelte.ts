import { nextTask } from '../pacing/next-task.ts';
import { drawSlopes, summarize, type SlopeOptions, type SlopeSummary } from '../attention/index.ts';
import { latestOnly } from './latest.ts';

/** The draws that are shown, with what they were drawn by. */
export interface ShownSlopes extends SlopeOptions {
  readonly widths: readonly SlopeSummary[];
}

/** The page has its turn after so many milliseconds of drawing. */
const SLICE_MS = 10;

/** The experiment on the softmax's slope, drawn in slices so that the page stays free. */
export class SlopeExperiment {
  shown: ShownSlopes = $state.raw() as ShownSlopes;
  busy = $state(false);
  /** Draws made so far. */
  done = $state(0);
  seed = $state(0);
  keys = $state(0);
  draws = $state(0);

  readonly #runner;

  constructor(stored: ShownSlopes) {
    this.shown = stored;
    ({ seed: this.seed, keys: this.keys, draws: this.draws } = stored);
    this.#runner = latestOnly(async (signal) => {
      this.busy = true;
      this.done = 0;
      try {
        const { seed, keys, draws } = this;
        let since = performance.now();
        const slopes = await drawSlopes({ seed, keys, draws }, async (done) => {
          if (performance.now() - since < SLICE_MS) return;
          this.done = done;
          await nextTask();
          since = performance.now();
          signal.throwIfAborted();
        });
        this.shown = { seed, keys, draws, widths: summarize(slopes) };
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        this.busy = false;
      }
    });
  }

  ask(change: Partial<SlopeOptions>): void {
    this.seed = change.seed ?? this.seed;
    this.keys = change.keys ?? this.keys;
    this.draws = change.draws ?? this.draws;
    void this.#runner.start();
  }

  /** Takes what a link asks for; what is drawn already is not drawn again. */
  restore({ seed = this.seed, keys = this.keys, draws = this.draws }: Partial<SlopeOptions>): void {
    if (seed !== this.seed || keys !== this.keys || draws !== this.draws)
      this.ask({ seed, keys, draws });
  }

  stop(): void {
    this.#runner.abort();
    ({ seed: this.seed, keys: this.keys, draws: this.draws } = this.shown);
  }
}
