/** The page's side of the worker: an Engine like any other, and the news when the worker dies. */
import type { Engine } from './api.ts';
import { takeEarly } from './early-worker.ts';
import type { LoadStage } from './load.ts';
import type { OpenOptions } from './protocol.ts';
import { WorkerClient } from './worker-client.ts';

export type { ModelSource, OpenOptions } from './protocol.ts';
export type { LoadStage } from './load.ts';

/**
 * Starts a worker and opens a model in it. Rejects with a ModelError; the worker is then gone.
 * When the worker dies later, every call rejects with `worker-lost`: connect again.
 */
export async function connect(
  options: OpenOptions,
  onStage: (stage: LoadStage, label: string) => void = () => undefined,
): Promise<Engine> {
  const client = new WorkerClient(takeEarly(options) ?? undefined);
  try {
    return await client.open(options, onStage, 'worker');
  } catch (error) {
    client.terminate();
    throw error;
  }
}
