/** A task of which only the newest call counts. */
export interface LatestOnly {
  /** Begins the task, or begins it again when it is under way; settles when nothing is left to do. */
  start(): Promise<void>;
  abort(): void;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
}

/**
 * Runs `task` one at a time. A call while it runs aborts it, and it begins once more when it has
 * ended: however many calls came, the last of them is what is done. `task` must not reject.
 */
export function latestOnly(task: (signal: AbortSignal) => Promise<void>): LatestOnly {
  let wanted = 0;
  let controller = new AbortController();
  let work: Promise<void> | null = null;

  async function keepUp(): Promise<void> {
    for (let done = -1; done !== wanted;) {
      done = wanted;
      controller = new AbortController();
      await task(controller.signal);
    }
  }
  return {
    start() {
      wanted++;
      controller.abort();
      work ??= keepUp().finally(() => {
        work = null;
      });
      return work;
    },
    abort: () => {
      controller.abort();
    },
    settled: () => work ?? Promise.resolve(),
  };
}
