/**
 * The leading tokens by any measure: what top-k, top-p and typical sampling share.
 *
 * A first look leaves those that are large enough to be needed. Then a radix selection, so that only a few tokens are ever sorted: the bits of float32 numbers, read as
 * whole numbers, are in the numbers' order. Each round adds up the weights by the next 11 bits of the
 * keys and looks further only into the bucket in which they reach `enough`; when few tokens are left
 * these are sorted. So the whole is O(V), ties or not.
 */

const NEVER = bitsOf(Float32Array.of(-Infinity))[0] ?? 0;
const LOWEST = -Number.MAX_VALUE;
const BUCKETS = 2048;
/** So many are sorted. */
const FEW = 128;

/** Which bits of a key name its bucket. */
interface Round {
  readonly shift: number;
  readonly mask: number;
  readonly offset: number;
}
const ROUNDS: readonly Round[] = [
  { shift: 21, mask: -1, offset: BUCKETS / 2 }, // with the sign
  { shift: 10, mask: 0x7ff, offset: 0 },
  { shift: 0, mask: 0x3ff, offset: 0 },
];

/** Keys by place, and the weight of each; null counts each place as 1. */
interface Weighed {
  readonly bits: Int32Array;
  readonly weights: Float64Array | null;
}

/** All in ascending order. */
interface Split {
  /** Places that are needed. */
  readonly taken: Uint32Array;
  /** Places some of which may be needed: their keys are in one bucket. */
  readonly inside: Uint32Array;
  /** What the taken ones weigh. */
  readonly sum: number;
}

/**
 * The fewest places, taken from the largest key down and of equal keys the lowest place first, whose
 * weights add up to `enough`; in ascending order. A null for weights counts each place as 1. Places
 * with key −∞ are never taken; where the weights do not suffice, all others are. No key may be NaN.
 * Example: leading([0.1, 0.6, 0.3], null, 2) → [1, 2]
 */
export function leading(
  keys: Float32Array,
  weights: Float64Array | null,
  enough: number,
): Uint32Array {
  if (!(enough > 0)) return new Uint32Array();
  const bits = bitsOf(keys);
  const inside = reaching(keys, lowestNeeded(keys, weights, enough));
  let split: Split = { taken: new Uint32Array(), inside, sum: 0 };
  for (const round of ROUNDS) {
    if (split.inside.length > FEW) split = narrow({ bits, weights }, enough, split, round);
  }
  return merge(split.taken, best({ bits, weights }, enough, split));
}

/** What is needed of the last bucket, by a sort. */
function best({ bits, weights }: Weighed, enough: number, { inside, sum }: Split): Uint32Array {
  const order = inside.sort((a, b) => ordered(bits[b] ?? 0) - ordered(bits[a] ?? 0) || a - b);
  let total = sum;
  let count = 0;
  while (count < order.length && total < enough) {
    const place = order[count++] ?? 0;
    total += weights === null ? 1 : (weights[place] ?? 0);
  }
  return order.subarray(0, count).sort();
}

/** Splits the bucket once more: what lies above the point where the sum reaches `enough` is taken. */
function narrow(
  { bits, weights }: Weighed,
  enough: number,
  { taken, inside, sum }: Split,
  { shift, mask, offset }: Round,
): Split {
  const sums = new Float64Array(BUCKETS);
  for (let i = 0; i < inside.length; i++) {
    const place = inside[i] ?? 0;
    const bucket = ((ordered(bits[place] ?? 0) >> shift) & mask) + offset;
    add(sums, bucket, weights === null ? 1 : (weights[place] ?? 0));
  }
  let total = sum;
  let reached = BUCKETS - 1;
  while (reached >= 0 && total + (sums[reached] ?? 0) < enough) total += sums[reached--] ?? 0;
  const above = new Uint32Array(inside.length);
  const within = new Uint32Array(inside.length);
  let aboves = 0;
  let withins = 0;
  for (let i = 0; i < inside.length; i++) {
    const place = inside[i] ?? 0;
    const bucket = ((ordered(bits[place] ?? 0) >> shift) & mask) + offset;
    if (bucket > reached) above[aboves++] = place;
    else if (bucket === reached) within[withins++] = place;
  }
  return {
    taken: merge(taken, above.subarray(0, aboves)),
    inside: within.subarray(0, withins),
    sum: total,
  };
}

const add = (sums: Float64Array, bucket: number, weight: number): void => {
  sums[bucket] = (sums[bucket] ?? 0) + weight;
};

/** Two ascending lists as one. */
function merge(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0) return b;
  const merged = new Uint32Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < merged.length; at++) {
    const fromA = j >= b.length || (i < a.length && (a[i] ?? 0) < (b[j] ?? 0));
    merged[at] = (fromA ? a[i++] : b[j++]) ?? 0;
  }
  return merged;
}

/**
 * A number that no needed key is below. For a small count, the count-th largest of many maxima: that
 * many keys reach it. Else by the first 11 bits of the keys: as an unsigned number, they are positive
 * in the first half, upwards, and negative in the second, downwards to −∞.
 */
function lowestNeeded(keys: Float32Array, weights: Float64Array | null, enough: number): number {
  if (weights === null && enough < keys.length / 32) return amongMaxima(keys, Math.ceil(enough));
  const bits = bitsOf(keys);
  const sums = new Float64Array(BUCKETS);
  for (let i = 0; i < bits.length; i++) {
    const bucket = (bits[i] ?? 0) >>> 21;
    sums[bucket] = (sums[bucket] ?? 0) + (weights === null ? 1 : (weights[i] ?? 0));
  }
  let total = 0;
  for (let bucket = BUCKETS / 2 - 1; bucket >= 0; bucket--) {
    total += sums[bucket] ?? 0;
    if (total >= enough) return float(bucket << 21);
  }
  for (let bucket = BUCKETS / 2; bucket < NEVER >>> 21; bucket++) {
    total += sums[bucket] ?? 0;
    if (total >= enough) return float((bucket << 21) | 0x1fffff);
  }
  return LOWEST;
}

/** The n-th largest of the maxima of 8 n interleaved parts. */
function amongMaxima(keys: Float32Array, n: number): number {
  const parts = 8 * n;
  const maxima = keys.slice(0, parts);
  for (let start = parts; start < keys.length; start += parts) {
    const end = Math.min(parts, keys.length - start);
    for (let i = 0; i < end; i++) {
      const key = keys[start + i] ?? 0;
      if (key > (maxima[i] ?? 0)) maxima[i] = key;
    }
  }
  return Math.max(maxima.sort()[parts - n] ?? LOWEST, LOWEST);
}

function bitsOf(keys: Float32Array): Int32Array {
  return new Int32Array(keys.buffer, keys.byteOffset, keys.length);
}

const float = (bits: number): number => new Float32Array(Int32Array.of(bits).buffer)[0] ?? 0;

/** The places of all keys of at least the bound. */
function reaching(keys: Float32Array, bound: number): Uint32Array {
  const places = new Uint32Array(keys.length);
  let count = 0;
  for (let place = 0; place < keys.length; place++) {
    if ((keys[place] ?? 0) >= bound) places[count++] = place;
  }
  return places.subarray(0, count);
}

/** The bits of a float32 number as a whole number in the numbers' order; 0 and −0 are the same. */
const ordered = (bits: number): number => (bits < 0 ? (bits ^ 0x7fffffff) + 1 : bits);
