/** Many seeds for every column that draws, and how far they have come. */
import type { LabColumn } from './column.svelte.ts';
import { partsOf, type Loaded } from './column-writer.ts';
import { drawsTexts, MOST_SEEDS, runSeed, spreadOf, type SeedRun } from './spread.ts';

export interface SeedTask {
  readonly columns: readonly LabColumn[];
  readonly loaded: Loaded;
  readonly promptIds: readonly number[];
  /** Tokens of each text. */
  readonly count: number;
  /** The first seed, and how many. */
  readonly first: number;
  readonly seeds: number;
  readonly keyOf: (column: LabColumn) => string;
  readonly explain: (error: unknown) => string | null;
}

export class SeedRuns {
  /** Null when none are run. */
  progress: { readonly done: number; readonly of: number } | null = $state.raw(null);
  #turn = 0;

  /** Runs them all; what is there so far stays when it is stopped. Never rejects. */
  async run(task: SeedTask, signal: AbortSignal): Promise<void> {
    const turn = ++this.#turn;
    const drawing = task.columns.filter(({ usable }) => usable !== null && drawsTexts(usable));
    const of = Math.min(task.seeds, MOST_SEEDS) * drawing.length;
    let done = 0;
    const tick = (): void => {
      if (turn === this.#turn) this.progress = { done: done++, of };
    };
    tick();
    await Promise.all(drawing.map((column) => this.#column(column, task, signal, tick)));
    if (turn === this.#turn) this.progress = null;
  }

  async #column(
    column: LabColumn,
    { loaded, promptIds: ids, count, first, seeds, keyOf, explain }: SeedTask,
    signal: AbortSignal,
    tick: () => void,
  ): Promise<void> {
    const { usable } = column;
    if (usable === null) return;
    const job = { ...partsOf(usable, loaded), ids, count };
    const key = keyOf(column);
    const runs: SeedRun[] = [];
    column.problem = null;
    try {
      for (let i = 0; i < Math.min(seeds, MOST_SEEDS); i++) {
        const run = await runSeed({ ...job, seed: (first + i) >>> 0 }, signal);
        if (run === null) return;
        runs.push(run);
        column.spread = spreadOf([...runs]);
        column.spreadKey = key;
        tick();
      }
    } catch (error) {
      if (!signal.aborted) column.problem = explain(error);
    }
  }
}
