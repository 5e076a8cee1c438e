/** One tab at a time: Web Locks, which are let go of when a tab closes or crashes. */
import { ModelError } from '../errors.ts';

/** Held while a model is downloaded, imported or removed. */
export const modelLock = (id: string): string => `vitrine-model-${id}`;

/** Held while shards and the records that name them change together. */
const STORE_LOCK = 'vitrine-store';

/** Where there are no locks (plain http) there is no store that tabs could share, either. */
const manager = (): LockManager | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

/** Runs `task` alone among all tabs; `busy` tells first that another tab has to finish. */
export async function alone<T>(
  name: string,
  task: () => Promise<T>,
  { signal, onBusy }: { signal?: AbortSignal; onBusy?: () => void } = {},
): Promise<T> {
  const locks = manager();
  if (locks === undefined) return task();
  const none = Symbol('another tab has it');
  const first = await locks.request(name, { ifAvailable: true }, (lock) =>
    lock === null ? none : task(),
  );
  if (first !== none) return first as T;
  onBusy?.();
  try {
    return await locks.request(name, signal === undefined ? {} : { signal }, task);
  } catch (error) {
    if (signal?.aborted === true && !(error instanceof ModelError))
      throw new ModelError('aborted', 'stopped while waiting for another tab');
    throw error;
  }
}

export const whileStoreIsMine = <T>(task: () => Promise<T>): Promise<T> => alone(STORE_LOCK, task);
