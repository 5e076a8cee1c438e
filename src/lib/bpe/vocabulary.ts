import type { MergeTable } from './apply.ts';
import { byteOrder, byteToChar } from './bytes.ts';
import type { Merge } from './merges.ts';
import { createPairTable } from './pairs.ts';

/** What every part of a tokenizer reads: which ids there are, and how they come about. */
export interface Vocabulary {
  /** One more than the largest id. */
  readonly size: number;
  /** The token of each id in GPT-2's printable alphabet; undefined where an id has none. */
  readonly tokens: readonly (string | undefined)[];
  /** The id of each single byte. */
  readonly byteIds: Int32Array;
  readonly table: MergeTable;
  /** Tokens that no merge makes, such as `<|endoftext|>`, and their ids. */
  readonly special: ReadonlyMap<string, number>;
}

/** The end-of-text token of GPT-2's training documents. */
export const endOfText = '<|endoftext|>';

/** GPT-2's numbering: 256 bytes, one id a merge, then `<|endoftext|>`. */
export function canonicalIds(merges: readonly Merge[], eosId: number | null): Map<string, number> {
  const ids = new Map(byteOrder.map((byte, id) => [byteToChar[byte] ?? '', id]));
  for (const [rank, [left, right]] of merges.entries()) {
    const token = left + right;
    if (!ids.has(token)) ids.set(token, 256 + rank);
  }
  if (eosId !== null) ids.set(endOfText, eosId);
  return ids;
}

/** Joins merges and ids (token in the printable alphabet → id) and checks that they fit. */
export function createVocabulary(
  merges: readonly Merge[],
  ids: ReadonlyMap<string, number>,
): Vocabulary {
  const idOf = (token: string): number => {
    const id = ids.get(token);
    if (id === undefined) throw new Error(`token missing from the vocabulary: ${token}`);
    return id;
  };
  const tokens: (string | undefined)[] = [];
  for (const [token, id] of ids) {
    if (!Number.isInteger(id) || id < 0) throw new Error(`not an id for token ${token}: ${id}`);
    if (tokens[id] !== undefined) throw new Error(`two tokens with one id: ${id}`);
    tokens[id] = token;
  }

  const byteIds = Int32Array.from(byteToChar, idOf);
  const pairs = createPairTable(merges.length);
  const made = new Int32Array(merges.length);
  const ordinary = new Uint8Array(tokens.length); // 1 for a byte or what a merge makes
  for (const id of byteIds) ordinary[id] = 1;
  for (const [rank, [left, right]] of merges.entries()) {
    const id = idOf(left + right);
    made[rank] = id;
    ordinary[id] = 1;
    pairs.add(idOf(left), idOf(right), rank);
  }
  const special = new Map<string, number>();
  tokens.forEach((token, id) => {
    if (token !== undefined && ordinary[id] !== 1) special.set(token, id);
  });
  return { size: tokens.length, tokens, byteIds, table: { pairs, made }, special };
}
