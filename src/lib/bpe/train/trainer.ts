/**
 * Training a byte-pair encoding (Sennrich, Haddow and Birch 2016, algorithm 1): merge the most
 * frequent pair of neighbours into one token, everywhere; repeat. Counts are kept up to date around
 * each merged place, never counted again, so that a merge costs as many steps as it has places.
 * Tokens are told apart by their text, as in the paper: two ways to make `aaa` make one token.
 */
import type { Corpus } from './corpus.ts';
import type { PairStore } from './pair-store.ts';
import { Places } from './places.ts';
import { PairQueue } from './queue.ts';
import { tieOrder, type TieRule } from './tie.ts';
import { createTokens } from './tokens.ts';

export interface TrainerOptions {
  readonly ties: TieRule;
  /** Stop after so many merges; default: no limit. */
  readonly merges?: number;
  /** Stop when the vocabulary (alphabet and tokens made) has this size; default: no limit. */
  readonly vocabulary?: number;
  /** Stop when the best pair occurs only once; default true. */
  readonly once?: boolean;
}

/** Why there is no next merge: a rule, or every word is one token. */
export type StopReason = 'merges' | 'vocabulary' | 'once' | 'nothing';

/** Two tokens next to each other, and how often. */
export interface PairCount {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** A merge that was done. */
export interface TrainedMerge extends PairCount {
  /** The token it makes. */
  readonly id: number;
  /** False where an earlier merge or the alphabet had this token already. */
  readonly fresh: boolean;
  /** Tokens of the whole text after it. */
  readonly tokens: number;
}

export interface PairChange extends PairCount {
  /** The count before the last step. */
  readonly before: number;
}

export interface Trainer {
  readonly corpus: Corpus;
  /** The merges done, in order. */
  readonly merges: readonly TrainedMerge[];
  /** Tokens of the whole text now, words weighed by their counts. */
  readonly tokens: number;
  /** How many different tokens there are: the alphabet and what merges made. */
  readonly vocabulary: number;
  /** How many different pairs occur now. */
  readonly pairCount: number;
  /** Merges the best pair; null where a stop rule forbids it. */
  step(): TrainedMerge | null;
  /** Takes the last merge back; false where there is none. */
  back(): boolean;
  /** What `step` would merge, and why it would not. */
  next(): PairCount | StopReason;
  /** The first `limit` pairs by count, then by the tie rule. */
  pairs(limit: number): PairCount[];
  /** How many pairs share the highest count. */
  ties(): number;
  /** The pairs whose counts the last step, or step back, has changed. */
  changes(): PairChange[];
  /** The characters of a token: of the printable alphabet for bytes, else as they are. */
  text(id: number): string;
  /** How often a token occurs in the text now. */
  count(id: number): number;
  /** A word of the corpus as tokens. */
  word(index: number): number[];
}

/** Starts training: counts the pairs of the corpus once. */
export function createTrainer(corpus: Corpus, options: TrainerOptions): Trainer {
  const tokens = createTokens(corpus.alphabet);
  const places = new Places(corpus, tokens);
  const { store } = places;
  const order = tieOrder(options.ties, store, tokens.textOf);
  const queue = new PairQueue(order);
  const minimum = (options.once ?? true) ? 2 : 1;
  const merges: TrainedMerge[] = [];

  const offer = (slot: number): void => {
    const count = store.count[slot] ?? 0;
    if (count >= minimum) queue.offer(slot, count, order.key(slot));
  };
  /** After a step: what has become more frequent, or has come to the front, moves up in the queue. */
  const settle = (): void => {
    store.tidy();
    for (const { slot, count, head } of store.changed) {
      const now = store.count[slot] ?? 0;
      if (now > count || (now > 0 && (store.head[slot] ?? -1) < head)) offer(slot);
    }
  };
  for (let slot = 0; slot < store.size; slot++) offer(slot);

  /** The best pair, out of the queue; -1 for none. */
  function take(): number {
    for (;;) {
      const top = queue.take();
      if (top === undefined) return -1;
      const count = store.count[top.slot] ?? 0;
      if (count === top.count && order.key(top.slot) === top.key) return top.slot;
      offer(top.slot);
    }
  }

  function forbidden(): StopReason | null {
    if (merges.length >= (options.merges ?? Infinity)) return 'merges';
    if (tokens.size >= (options.vocabulary ?? Infinity)) return 'vocabulary';
    return null;
  }

  const pairOf = (slot: number): PairCount => ({
    left: store.left[slot] ?? 0,
    right: store.right[slot] ?? 0,
    count: store.count[slot] ?? 0,
  });

  return {
    corpus,
    merges,
    get tokens() {
      return tokens.total;
    },
    get vocabulary() {
      return tokens.size;
    },
    get pairCount() {
      return store.alive;
    },
    step() {
      const slot = forbidden() === null ? take() : -1;
      if (slot === -1) return null;
      const pair = pairOf(slot);
      const { id, fresh } = tokens.join(pair.left, pair.right);
      store.begin();
      places.mergeAll(slot, id);
      settle();
      const merge = { ...pair, id, fresh, tokens: tokens.total };
      merges.push(merge);
      return merge;
    },
    back() {
      const merge = merges.pop();
      if (merge === undefined) return false;
      store.begin();
      places.unmergeLast(merge.left, merge.right);
      if (merge.fresh) tokens.forgetLast();
      settle();
      return true;
    },
    next() {
      const reason = forbidden();
      if (reason !== null) return reason;
      const slot = take();
      if (slot === -1) return store.alive === 0 ? 'nothing' : 'once';
      offer(slot);
      return pairOf(slot);
    },
    pairs(limit) {
      return firstPairs(store, limit, (a, b) => {
        const difference = (store.count[b] ?? 0) - (store.count[a] ?? 0);
        return difference || order.key(a) - order.key(b) || order.compare(a, b);
      }).map(pairOf);
    },
    ties: () => countTies(store),
    changes: () =>
      store.changed
        .map(({ slot, count }) => ({ ...pairOf(slot), before: count }))
        .filter(({ left, right, count, before }) => {
          const known = left < tokens.size && right < tokens.size; // not so for a token taken back
          return known && count !== before;
        }),
    text(id) {
      if (!Number.isInteger(id) || id < 0 || id >= tokens.size)
        throw new RangeError(`no token has this id: ${id}`);
      return tokens.textOf(id);
    },
    count: tokens.countOf,
    word: (index) => places.word(index),
  };
}

/** How many pairs share the highest count. */
function countTies({ size, count }: PairStore): number {
  let best = 1;
  let many = 0;
  for (let slot = 0; slot < size; slot++) {
    const own = count[slot] ?? 0;
    if (own < best) continue;
    many = own === best ? many + 1 : 1;
    best = own;
  }
  return many;
}

/** The first `limit` pairs that occur, in order, without sorting all of them. */
function firstPairs(
  store: PairStore,
  limit: number,
  compare: (a: number, b: number) => number,
): number[] {
  if (limit < 1) return [];
  const best: number[] = [];
  let least = 1; // what a pair must have to be looked at
  for (let slot = 0; slot < store.size; slot++) {
    if ((store.count[slot] ?? 0) < least) continue;
    best.push(slot);
    if (best.length < limit * 2) continue;
    best.sort(compare).length = limit;
    least = store.count[best[limit - 1] ?? 0] ?? 1;
  }
  return best.sort(compare).slice(0, limit);
}
