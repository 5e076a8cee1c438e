/** Work on a model: in one tab at a time, heard of in all, and to be stopped from any. */
import { alone, modelLock } from './locks.ts';
import { Meter, type Progress } from './progress.ts';
import type { Tabs } from './tabs.ts';

export interface TaskOptions {
  /** Aborting pauses a download: what has come is kept, and `download` goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export class Turns {
  private readonly tabs: Tabs;
  /** What this tab does, or waits to do, by the model's id. */
  private readonly running = new Map<string, Set<AbortController>>();

  constructor(tabs: Tabs) {
    this.tabs = tabs;
    tabs.listen({
      stop: (id) => this.running.get(id)?.forEach((controller) => controller.abort()),
    });
  }

  /** Runs `work` on a model in this tab alone; `waited` says that another tab had it until now. */
  async take<T>(
    id: string,
    { signal, onProgress }: TaskOptions,
    work: (signal: AbortSignal, meter: Meter, waited: boolean) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort);
    const mine = this.running.get(id) ?? new Set();
    this.running.set(id, mine.add(controller));
    const deaf = this.tabs.listen({
      progress: (progress) => {
        if (progress.id === id) onProgress?.(progress);
      },
    });
    const meter = new Meter(id, (progress) => this.tabs.tell({ type: 'progress', progress }));
    let waited = false;
    try {
      const begin = (): Promise<T> => {
        mine.add(controller);
        return work(controller.signal, meter, waited);
      };
      return await alone(modelLock(id), begin, {
        signal: controller.signal,
        onBusy: () => {
          waited = true;
          // What stops the other tab must not stop us from hearing why.
          mine.delete(controller);
        },
      });
    } finally {
      meter.close();
      deaf();
      signal?.removeEventListener('abort', abort);
      mine.delete(controller);
      this.tabs.tell({ type: 'changed' });
    }
  }

  /** Stops all that this tab does. */
  stopAll(): void {
    this.running.forEach((all) => all.forEach((controller) => controller.abort()));
  }
}
