/**
 * All pairs of neighbours in a text that changes: how often each occurs and where. A place that
 * starts a pair is in that pair's list, a doubly linked list through two arrays over places, so
 * that a merge takes a place out of one list and puts it into another in constant time.
 */
export class PairStore {
  /** Pairs that ever were, numbered from 0 in the order in which they came up. */
  size = 0;
  /** Pairs that occur now. */
  alive = 0;
  left = new Int32Array(firstCapacity);
  right = new Int32Array(firstCapacity);
  /** How often a pair occurs, words weighed by their counts. */
  count = new Float64Array(firstCapacity);
  /** The first place of each pair, -1 for none. */
  head = new Int32Array(firstCapacity).fill(-1);
  /** What has changed since `begin()`: pairs, with their count and first place before. */
  readonly changed: { slot: number; count: number; head: number }[] = [];

  private tail = new Int32Array(firstCapacity).fill(-1);
  private stamp = new Int32Array(firstCapacity);
  private now = 0;
  /** Pairs whose list may be out of order since `begin()`. */
  private readonly untidy = new Set<number>();
  /** Open addressing: the number of a pair plus one, 0 for a free place. */
  private table = new Int32Array(firstCapacity * 4);
  /** The pair that starts at each place, -1 for none. */
  private readonly pairAt: Int32Array;
  private readonly after: Int32Array;
  private readonly before: Int32Array;

  constructor(places: number) {
    this.pairAt = new Int32Array(places).fill(-1);
    this.after = new Int32Array(places);
    this.before = new Int32Array(places);
  }

  /** From here on changes are noted. */
  begin(): void {
    this.now++;
    this.changed.length = 0;
  }

  /** Puts the lists that were filled out of order into the order of the text again. */
  tidy(): void {
    for (const slot of this.untidy) this.sort(slot);
    this.untidy.clear();
  }

  /** The pair that `place` starts, or -1. */
  at(place: number): number {
    return this.pairAt[place] ?? -1;
  }

  /** Notes that `place` starts the pair (left, right). */
  link(place: number, left: number, right: number, weight: number): void {
    const slot = this.slotOf(left, right);
    this.note(slot);
    const count = this.count[slot] ?? 0;
    if (count === 0) this.alive++;
    this.count[slot] = count + weight;
    const last = this.tail[slot] ?? -1;
    this.pairAt[place] = slot;
    this.before[place] = last;
    this.after[place] = -1;
    this.tail[slot] = place;
    if (last === -1) this.head[slot] = place;
    else {
      this.after[last] = place;
      if (last > place) this.untidy.add(slot);
    }
  }

  /** Notes that `place` no longer starts a pair. */
  unlink(place: number, weight: number): void {
    const slot = this.pairAt[place] ?? -1;
    this.note(slot);
    const count = (this.count[slot] ?? 0) - weight;
    this.count[slot] = count;
    if (count === 0) this.alive--;
    const previous = this.before[place] ?? -1;
    const next = this.after[place] ?? -1;
    this.pairAt[place] = -1;
    if (previous === -1) this.head[slot] = next;
    else this.after[previous] = next;
    if (next === -1) this.tail[slot] = previous;
    else this.before[next] = previous;
  }

  private note(slot: number): void {
    if (this.stamp[slot] === this.now) return;
    this.stamp[slot] = this.now;
    this.changed.push({ slot, count: this.count[slot] ?? 0, head: this.head[slot] ?? -1 });
  }

  private sort(slot: number): void {
    const places: number[] = [];
    for (let at = this.head[slot] ?? -1; at !== -1; at = this.after[at] ?? -1) places.push(at);
    const ordered = Int32Array.from(places).sort();
    let previous = -1;
    for (const place of ordered) {
      this.before[place] = previous;
      if (previous !== -1) this.after[previous] = place;
      previous = place;
    }
    if (previous !== -1) this.after[previous] = -1;
    this.head[slot] = ordered[0] ?? -1;
    this.tail[slot] = previous;
  }

  /** The number of a pair, which gets one if it has none yet. */
  private slotOf(left: number, right: number): number {
    const at = this.find(left, right);
    const known = (this.table[at] ?? 0) - 1;
    if (known !== -1) return known;
    const slot = this.size++;
    if (slot === this.left.length) this.grow();
    this.left[slot] = left;
    this.right[slot] = right;
    this.table[at] = slot + 1;
    if (this.size * 2 > this.table.length) this.rehash();
    return slot;
  }

  /** Where in the table a pair is, or would be. */
  private find(left: number, right: number): number {
    const mask = this.table.length - 1;
    let at = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    at = (at ^ (at >>> 15)) & mask;
    for (;;) {
      const slot = (this.table[at] ?? 0) - 1;
      if (slot === -1 || (this.left[slot] === left && this.right[slot] === right)) return at;
      at = (at + 1) & mask;
    }
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    for (let slot = 0; slot < this.size; slot++) {
      this.table[this.find(this.left[slot] ?? 0, this.right[slot] ?? 0)] = slot + 1;
    }
  }

  private grow(): void {
    const capacity = this.left.length * 2;
    this.left = longer(this.left, capacity);
    this.right = longer(this.right, capacity);
    this.stamp = longer(this.stamp, capacity);
    this.head = longer(this.head, capacity, -1);
    this.tail = longer(this.tail, capacity, -1);
    const count = new Float64Array(capacity);
    count.set(this.count);
    this.count = count;
  }
}

const firstCapacity = 1024;

function longer(array: Int32Array<ArrayBuffer>, capacity: number, fill = 0): typeof array {
  const copy = new Int32Array(capacity);
  if (fill !== 0) copy.fill(fill, array.length);
  copy.set(array);
  return copy;
}
