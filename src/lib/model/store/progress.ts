/** How far a download is, told a few times a second. */

export interface Progress {
  readonly id: string;
  /** `waiting`: for the server or the network, before another attempt. */
  readonly stage: 'opening' | 'downloading' | 'waiting' | 'done';
  /** Bytes of weights that are here, those from the store included. */
  readonly received: number;
  /** Bytes of weights to come in all; 0 while that is unknown. */
  readonly total: number;
  /** Of those received, the bytes that an earlier attempt had stored. */
  readonly fromStore: number;
  /** Bytes per second over the last seconds; 0 while nothing comes. */
  readonly rate: number;
  /** Null while the rate is unknown. */
  readonly secondsLeft: number | null;
}

/** Milliseconds between two reports; stages are reported at once. */
const INTERVAL = 100;
/** The rate is that of so many milliseconds. */
const WINDOW = 5000;

export class Meter {
  private readonly report: (progress: Progress) => void;
  private readonly now: () => number;
  private readonly id: string;
  private stage: Progress['stage'] = 'opening';
  private total = 0;
  private received = 0;
  private fromStore = 0;
  private reported = -Infinity;
  /** Tells the last bytes when no more follow. */
  private later: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  /** When how much had been received from the network. */
  private history: { readonly at: number; readonly received: number }[] = [];

  constructor(
    id: string,
    report: (progress: Progress) => void,
    now: () => number = () => performance.now(),
  ) {
    this.id = id;
    this.report = report;
    this.now = now;
  }

  /** Begins counting: so much in all, so much of it stored already. */
  begin(total: number, fromStore: number): void {
    [this.total, this.received, this.fromStore] = [total, fromStore, fromStore];
    this.history = [{ at: this.now(), received: fromStore }];
    this.enter('downloading');
  }

  /** So many bytes came. */
  add(bytes: number): void {
    this.received = Math.min(this.received + bytes, this.total);
    const at = this.now();
    if (this.stage === 'waiting') this.enter('downloading');
    if (at - this.reported >= INTERVAL) this.tell(at);
    else if (!this.closed) this.later ??= setTimeout(() => this.tell(this.now()), INTERVAL);
  }

  enter(stage: Progress['stage']): void {
    this.stage = stage;
    this.tell(this.now());
  }

  /** Says no more: requests under way may still bring bytes after the end. */
  close(): void {
    this.closed = true;
    clearTimeout(this.later);
  }

  private tell(at: number): void {
    if (this.closed) return;
    clearTimeout(this.later);
    this.later = undefined;
    this.reported = at;
    this.history.push({ at, received: this.received });
    while ((this.history[1]?.at ?? Infinity) <= at - WINDOW) this.history.shift();
    const { id, stage, total, received, fromStore } = this;
    const oldest = this.history[0] ?? { at, received };
    const seconds = (at - oldest.at) / 1000;
    const rate = seconds > 0 ? (received - oldest.received) / seconds : 0;
    const secondsLeft = rate > 0 ? (total - received) / rate : null;
    this.report({ id, stage, received, total, fromStore, rate, secondsLeft });
  }
}
