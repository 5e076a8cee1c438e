/**
 * One thing at a time: onnxruntime-web 1.30 crashes the tab when a session runs twice at once, and
 * refuses to make two sessions at once. What waits goes in order of priority, then of arrival.
 */
export class Queue {
  private busy = false;
  private readonly waiting: { priority: number; start: () => void }[] = [];

  /** Runs `task` when its turn has come; higher priorities first. */
  async run<T>(task: () => Promise<T>, priority = 0): Promise<T> {
    if (this.busy)
      await new Promise<void>((start) => {
        const before = this.waiting.findIndex((other) => other.priority < priority);
        this.waiting.splice(before === -1 ? this.waiting.length : before, 0, { priority, start });
      });
    this.busy = true;
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.busy = false;
      else next.start();
    }
  }
}
