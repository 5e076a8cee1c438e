import { ModelError } from '../errors.ts';

/** The bytes of an answer, taken as they arrive. */
export interface ByteStream {
  /** The next `count` bytes, fewer where the stream ends. Rejects with `network` or `aborted`. */
  take(count: number): Promise<Uint8Array>;
  /** Passes over bytes without keeping them. */
  skip(count: number): Promise<void>;
  /** Tells the server that the rest is not wanted. */
  cancel(): void;
}

/** Reads a response's body. `onBytes` hears of every piece that `take` receives. */
export function byteStream(
  response: Response,
  signal?: AbortSignal,
  onBytes?: (count: number) => void,
): ByteStream {
  const reader = response.body?.getReader();
  let rest = new Uint8Array(0);

  /** At most `count` bytes of what has come; none at the end. */
  async function piece(count: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const next = await reader?.read().catch((cause: unknown) => {
        throw networkError(cause, signal);
      });
      if (next?.value === undefined) return rest;
      rest = next.value;
    }
    const now = rest.subarray(0, count);
    rest = rest.subarray(now.length);
    return now;
  }

  return {
    async take(count) {
      const bytes = allocate(count);
      let at = 0;
      while (at < count) {
        const next = await piece(count - at);
        if (next.length === 0) return bytes.subarray(0, at);
        bytes.set(next, at);
        at += next.length;
        onBytes?.(next.length);
      }
      return bytes;
    },
    async skip(count) {
      let left = count;
      while (left > 0) {
        const { length } = await piece(left);
        if (length === 0) return;
        left -= length;
      }
    },
    cancel() {
      reader?.cancel().catch(() => undefined);
    },
  };
}

/** What a failed fetch or read means: the reader's own abort, or the network. */
export function networkError(cause: unknown, signal?: AbortSignal): ModelError {
  if (cause instanceof ModelError) return cause;
  if (signal?.aborted === true) return new ModelError('aborted', 'the download was stopped');
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ModelError('network', `the download failed: ${message}`, { cause });
}

function allocate(count: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(count);
  } catch (cause) {
    throw new ModelError('out-of-memory', `no memory for ${count} bytes of weights`, { cause });
  }
}
