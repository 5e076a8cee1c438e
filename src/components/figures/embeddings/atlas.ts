/** What the map of tokens is drawn from, stored or live. */
import { nextTask } from '#lib/pacing/next-task.ts';
import type { Tokenizer } from '#lib/bpe/index.ts';
import { TOKEN_KINDS, tokenKind, unpack } from '#lib/embeddings/index.ts';
import type { Components, Spread, StoredEmbeddings } from '#lib/embeddings/index.ts';

/** Tokens along some principal components. */
export interface Atlas {
  readonly coordinates: Float32Array;
  /** Numbers a token in `coordinates`. */
  readonly axes: number;
  /** Each component's part of the variance; there may be more than axes. */
  readonly shares: readonly number[];
}

export const atlasOf = ({ coordinates, count, shares }: Components): Atlas => ({
  coordinates,
  axes: count,
  shares,
});

export const storedAtlas = ({ spreads }: StoredEmbeddings, spread: Spread): Atlas => ({
  coordinates: unpack(spreads[spread]),
  axes: spreads[spread].low.length,
  shares: spreads[spread].shares,
});

/** Two neighbouring components of an atlas, [V × 2]. */
export function pairOf({ coordinates, axes }: Atlas, first: number): Float32Array {
  const points = new Float32Array((2 * coordinates.length) / axes);
  for (let i = 0; i < points.length; i++)
    points[i] = coordinates[Math.floor(i / 2) * axes + first + (i % 2)] ?? 0;
  return points;
}

/** Shortest and longest row. */
export function extremes(norms: Float32Array): { readonly low: number; readonly high: number } {
  const low = norms.reduce((a, b) => Math.min(a, b), Infinity);
  return { low, high: norms.reduce((a, b) => Math.max(a, b), low) };
}

/** Each row's length as one of `count` levels. */
export function lengthLevels(norms: Float32Array, count: number): Uint8Array {
  const { low, high } = extremes(norms);
  const levels = new Uint8Array(norms.length);
  for (const [i, norm] of norms.entries())
    levels[i] = Math.round(((count - 1) * (norm - low)) / (high - low || 1));
  return levels;
}

/** Each token's kind, an index into TOKEN_KINDS, some at a time: 50,000 at once would stall a page. */
export async function kindsOf(names: Tokenizer, count: number): Promise<Uint8Array> {
  const kinds = new Uint8Array(count);
  for (let token = 0; token < count; token++) {
    if (token % 2000 === 1999) await nextTask();
    kinds[token] = TOKEN_KINDS.indexOf(tokenKind(nameIn(names, token)));
  }
  return kinds;
}

/** A token's name; empty for a row that only fills the table up. */
export const nameIn = (names: Tokenizer, token: number): string =>
  token < names.size ? names.tokenText(token) : '';

/** The id of a text that is one token; null for any other. */
export function only(names: Tokenizer, text: string): number | null {
  const [id, ...more] = names.encode(text);
  return id === undefined || more.length > 0 ? null : id;
}

/**
 * The ids of what the reader looks for. Inside a sentence a word carries the space before it: that
 * token is meant, if there is one; else the text as it stands.
 */
export function lookUp(names: Tokenizer, text: string): readonly number[] {
  if (text === '') return [];
  const ways = [` ${text}`, text].map((way) => names.encode(way));
  return ways.find((way) => way.length === 1) ?? ways[0] ?? [];
}
