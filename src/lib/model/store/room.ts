/** Room in the browser's storage. */
import { ModelError } from '../errors.ts';

/** Bytes that may still be stored; null where the browser does not say. */
export async function freeRoom(): Promise<number | null> {
  const storage = (globalThis.navigator as Partial<Navigator> | undefined)?.storage;
  if (storage === undefined) return null;
  const { quota, usage } = await storage.estimate();
  return quota === undefined ? null : Math.max(quota - (usage ?? 0), 0);
}

/**
 * What may still be stored after a write of so many bytes has failed. An estimate that has room for
 * them is wrong: Chromium gives the same one, 10 GiB, whatever the disk has.
 */
export const roomAfterFailure = (estimate: number | null, bytes: number): number =>
  estimate !== null && estimate < bytes ? estimate : 0;

/**
 * What to tell a reader: `needed` bytes are still to be stored, `free` may be, and deleting other
 * models would give `deletable`.
 */
export function noRoom(needed: number, free: number, deletable: number): ModelError {
  const missing = Math.max(needed - free, 1);
  return new ModelError(
    'quota-exceeded',
    `${missing} bytes of storage are missing; deleting other models would free ${deletable}`,
    { details: { missing, needed, free, deletable } },
  );
}

/** Whether a write failed for want of room; browsers differ in the class but not in the name. */
export const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';
