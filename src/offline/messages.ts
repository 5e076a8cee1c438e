/** What a page and the service worker say to each other. */

export type ToWorker =
  /** A page of this code is there: may it be served from what is kept? Answered with a `Report`. */
  | { readonly type: 'hello'; readonly code: string }
  /** Fetch what is missing of the course. */
  | { readonly type: 'fetch' }
  /** The reader agrees to the newer version. */
  | { readonly type: 'take over' };

export interface Report {
  readonly type: 'offline';
  /**
   * `none`: nothing is being fetched; `fetching`; `ready`: the whole course is kept; `broken`: the network
   * or the server failed, what is there stays; `full`: no room for more; `refused`: no storage at all.
   */
  readonly state: 'none' | 'fetching' | 'ready' | 'broken' | 'full' | 'refused';
  /** Files kept, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Of the whole course. */
  readonly bytes: number;
}

export function isReport(data: unknown): data is Report {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'offline';
}
