import type { Corpus } from './corpus.ts';
import { PairStore } from './pair-store.ts';
import type { Tokens } from './tokens.ts';

/**
 * The words of a corpus as tokens: a place for each symbol at the start, and at each place the token
 * that starts there. What a merge swallows stays as it was, so that the merge can be undone.
 */
export class Places {
  readonly store: PairStore;
  private readonly ids: Int32Array;
  /** The places of the neighbours in the word; -1 at its ends. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** How often the word of a place occurs. */
  private readonly weights: Int32Array;
  private readonly starts: Int32Array;
  /** The places that merges joined, one merge after the other, and where each merge begins. */
  private readonly joined: Int32Array;
  private joinedLength = 0;
  private readonly joinedFrom: number[] = [];
  private readonly tokens: Tokens;

  /** Counts all pairs and tokens. */
  constructor({ symbols, starts, counts }: Corpus, tokens: Tokens) {
    const size = symbols.length;
    this.store = new PairStore(size);
    this.ids = symbols.slice();
    this.next = new Int32Array(size);
    this.previous = new Int32Array(size);
    this.weights = new Int32Array(size);
    this.starts = starts;
    this.joined = new Int32Array(size); // a place is swallowed once at most
    this.tokens = tokens;
    for (let word = 0; word + 1 < starts.length; word++) {
      const start = starts[word] ?? 0;
      const end = starts[word + 1] ?? 0;
      const weight = counts[word] ?? 0;
      for (let place = start; place < end; place++) {
        this.weights[place] = weight;
        this.previous[place] = place > start ? place - 1 : -1;
        this.next[place] = place + 1 < end ? place + 1 : -1;
        tokens.tally(symbols[place] ?? 0, weight);
      }
    }
    this.store.begin();
    for (let place = 0; place < size; place++)
      if ((this.next[place] ?? -1) !== -1) this.link(place);
    this.store.begin();
  }

  /** A word of the corpus as tokens. */
  word(index: number): number[] {
    const parts: number[] = [];
    const start = this.starts[index];
    const end = this.starts[index + 1];
    if (start === undefined || end === undefined || start === end) return parts;
    for (let at = start; at !== -1; at = this.next[at] ?? -1) parts.push(this.ids[at] ?? 0);
    return parts;
  }

  /** Makes `id` of a pair wherever it occurs, from left to right. */
  mergeAll(slot: number, id: number): void {
    const { store, tokens } = this;
    const left = store.left[slot] ?? 0;
    const right = store.right[slot] ?? 0;
    this.joinedFrom.push(this.joinedLength);
    for (let place = store.head[slot] ?? -1; place !== -1; place = store.head[slot] ?? -1) {
      const weight = this.weights[place] ?? 0;
      this.join(place, id, weight);
      tokens.tally(left, -weight);
      tokens.tally(right, -weight);
      tokens.tally(id, weight);
    }
  }

  /** Undoes the last `mergeAll`, which was of this pair. */
  unmergeLast(left: number, right: number): void {
    const { tokens } = this;
    const from = this.joinedFrom.pop() ?? 0;
    while (this.joinedLength > from) {
      const place = this.joined[--this.joinedLength] ?? 0;
      const weight = this.weights[place] ?? 0;
      tokens.tally(this.ids[place] ?? 0, -weight);
      tokens.tally(left, weight);
      tokens.tally(right, weight);
      this.part(place, left, right, weight);
    }
  }

  /** Joins `place` and the one after it. */
  private join(place: number, id: number, weight: number): void {
    const { store, next, previous } = this;
    const swallowed = next[place] ?? -1;
    const before = previous[place] ?? -1;
    const after = next[swallowed] ?? -1;
    if (before !== -1) store.unlink(before, weight);
    store.unlink(place, weight);
    if (after !== -1) store.unlink(swallowed, weight);
    this.ids[place] = id;
    next[place] = after;
    if (after !== -1) previous[after] = place;
    if (before !== -1) this.link(before);
    if (after !== -1) this.link(place);
    this.joined[this.joinedLength++] = place;
  }

  /** Undoes `join`: what was swallowed still knows its neighbours. */
  private part(place: number, left: number, right: number, weight: number): void {
    const { store, next, previous } = this;
    const swallowed = place + this.tokens.lengthOf(left);
    const before = previous[place] ?? -1;
    const after = next[place] ?? -1;
    if (before !== -1) store.unlink(before, weight);
    if (after !== -1) store.unlink(place, weight);
    this.ids[place] = left;
    this.ids[swallowed] = right;
    next[place] = swallowed;
    if (after !== -1) previous[after] = swallowed;
    if (before !== -1) this.link(before);
    this.link(place);
    if (after !== -1) this.link(swallowed);
  }

  private link(place: number): void {
    const right = this.next[place] ?? -1;
    const weight = this.weights[place] ?? 0;
    this.store.link(place, this.ids[place] ?? 0, this.ids[right] ?? 0, weight);
  }
}
