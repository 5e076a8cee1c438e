import type { TieOrder } from './tie.ts';

/** A pair with the count and the key that it was put in with. */
export interface QueueEntry {
  readonly slot: number;
  readonly count: number;
  readonly key: number;
}

/**
 * A heap of pairs: the highest count first, then by the order of ties. Counts that fall are not told
 * to it: who takes a pair out compares its count, and puts it in again when that has changed.
 */
export class PairQueue {
  private size = 0;
  private slots = new Int32Array(1024);
  private counts = new Float64Array(1024);
  private keys = new Float64Array(1024);
  /** By pair: the best entry it has in the heap; count 0 for none. */
  private liveCounts = new Float64Array(1024);
  private liveKeys = new Float64Array(1024);
  private readonly ties: TieOrder;

  constructor(ties: TieOrder) {
    this.ties = ties;
  }

  /** Puts a pair in, unless it is in already with a count and key as good or better. */
  offer(slot: number, count: number, key: number): void {
    if (slot >= this.liveCounts.length) {
      this.liveCounts = longer(this.liveCounts, slot);
      this.liveKeys = longer(this.liveKeys, slot);
    }
    const live = this.liveCounts[slot] ?? 0;
    if (live > count || (live === count && (this.liveKeys[slot] ?? 0) <= key)) return;
    this.liveCounts[slot] = count;
    this.liveKeys[slot] = key;
    this.push(slot, count, key);
  }

  /** The first pair, removed. */
  take(): QueueEntry | undefined {
    for (;;) {
      const top = this.pop();
      if (top === undefined) return undefined;
      const { slot, count, key } = top;
      if (this.liveCounts[slot] !== count || this.liveKeys[slot] !== key) continue; // a better one came
      this.liveCounts[slot] = 0;
      return top;
    }
  }

  private push(slot: number, count: number, key: number): void {
    if (this.size === this.slots.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(slot, count, key, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, slot, count, key);
  }

  private pop(): QueueEntry | undefined {
    if (this.size === 0) return undefined;
    const top = { slot: this.slots[0] ?? 0, count: this.counts[0] ?? 0, key: this.keys[0] ?? 0 };
    const last = --this.size;
    const slot = this.slots[last] ?? 0;
    const count = this.counts[last] ?? 0;
    const key = this.keys[last] ?? 0;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && this.entryPrecedes(child + 1, child)) child++;
      if (!this.entryPrecedes(child, last)) break;
      this.move(child, at);
      at = child;
    }
    this.put(at, slot, count, key);
    return top;
  }

  private entryPrecedes(a: number, b: number): boolean {
    return this.precedes(this.slots[a] ?? 0, this.counts[a] ?? 0, this.keys[a] ?? 0, b);
  }

  private precedes(slot: number, count: number, key: number, other: number): boolean {
    const otherCount = this.counts[other] ?? 0;
    if (count !== otherCount) return count > otherCount;
    const otherKey = this.keys[other] ?? 0;
    if (key !== otherKey) return key < otherKey;
    return this.ties.compare(slot, this.slots[other] ?? 0) < 0;
  }

  private move(from: number, to: number): void {
    this.put(to, this.slots[from] ?? 0, this.counts[from] ?? 0, this.keys[from] ?? 0);
  }

  private put(at: number, slot: number, count: number, key: number): void {
    this.slots[at] = slot;
    this.counts[at] = count;
    this.keys[at] = key;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2);
    slots.set(this.slots);
    this.slots = slots;
    this.counts = longer(this.counts, this.counts.length);
    this.keys = longer(this.keys, this.keys.length);
  }
}

/** A copy with room for `index`, at least twice as long. */
function longer(array: Float64Array<ArrayBuffer>, index: number): typeof array {
  const copy = new Float64Array(Math.max(array.length * 2, index + 1));
  copy.set(array);
  return copy;
}
