/** How long to go on when a server or the network fails, and the waits in between. */
import { ModelError } from '../errors.ts';

export interface Patience {
  /** Failures in a row after which we give up; any byte that arrives starts the count anew. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled after each failure. */
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** The longest Retry-After in milliseconds that is waited for, all waits of a request together. */
  readonly longestWait: number;
  /** Milliseconds without a byte after which a connection counts as broken. */
  readonly stall: number;
}

export const defaultPatience: Patience = {
  attempts: 6,
  firstDelay: 500,
  longestDelay: 8_000,
  longestWait: 120_000,
  stall: 30_000,
};

/** Counts the failures of one piece of work. */
export class Retries {
  private readonly patience: Patience;
  private readonly signal: AbortSignal | undefined;
  private readonly onWait: ((ms: number) => void) | undefined;
  private failures = 0;
  private waited = 0;

  constructor(patience: Patience, signal?: AbortSignal, onWait?: (ms: number) => void) {
    this.patience = patience;
    this.signal = signal;
    this.onWait = onWait;
  }

  /** Something arrived: the count begins anew. */
  progress(): void {
    this.failures = 0;
  }

  /** Waits before the next attempt, or throws `error` when that was the last. */
  async failed(error: ModelError): Promise<void> {
    if (error.code === 'aborted') throw error;
    this.failures++;
    if (this.failures >= this.patience.attempts) throw error;
    const { firstDelay, longestDelay } = this.patience;
    await this.wait(Math.min(firstDelay * 2 ** (this.failures - 1), longestDelay));
  }

  /**
   * Waits as long as the server asked (Retry-After, RFC 9110 section 10.2.3), or for the longest
   * delay when it did not say. Throws `rate-limited` when that is too long.
   */
  async askedToWait(retryAfter: string | null): Promise<void> {
    const ms = waitingTime(retryAfter) ?? this.patience.longestDelay;
    this.waited += Math.max(ms, 1);
    if (this.waited > this.patience.longestWait || ++this.failures > 100) {
      const seconds = Math.ceil(ms / 1000);
      const message = `the server asks for a pause of ${seconds} s`;
      throw new ModelError('rate-limited', message, { details: { seconds } });
    }
    await this.wait(ms);
    this.failures = 0;
  }

  private wait(ms: number): Promise<void> {
    const { signal } = this;
    this.onWait?.(ms);
    return new Promise((resolve, reject) => {
      const stopped = (): void => {
        clearTimeout(timer);
        reject(new ModelError('aborted', 'the download was stopped'));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stopped);
        resolve();
      }, ms);
      if (signal?.aborted === true) stopped();
      else signal?.addEventListener('abort', stopped, { once: true });
    });
  }
}

/** Seconds or a date; null for what is neither. */
function waitingTime(retryAfter: string | null): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(date - Date.now(), 0);
}
