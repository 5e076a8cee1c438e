import { applyMerges } from './apply.ts';
import { byteOrder, toChars } from './bytes.ts';
import type { Merge } from './merges.ts';
import { createPairTable } from './pairs.ts';

/**
 * The merges behind a list of tokens in rank order, as tiktoken stores a vocabulary: 256 single
 * bytes in GPT-2's order, then one token a merge. The two parts of a token are what BPE with the
 * earlier merges alone leaves of its bytes. The same idea as `recover_merges` of karpathy/minbpe
 * `minbpe/gpt4.py`, in one pass: the table grows with the merges.
 */
export function recoverMerges(tokens: readonly Uint8Array[]): Merge[] {
  return [...recoverEach(tokens)];
}

/** The same merges one by one, for whoever wants to pause between them. */
export function* recoverEach(tokens: readonly Uint8Array[]): Generator<Merge> {
  const pairs = createPairTable(tokens.length);
  const made = tokens.slice(256).map((_, rank) => 256 + rank);
  const chars = tokens.map(toChars);
  const idOfByte = new Int32Array(256);
  for (const [id, byte] of byteOrder.entries()) {
    if (chars[id] !== toChars([byte]))
      throw new Error(`not GPT-2's byte at id ${id}: ${chars[id]}`);
    idOfByte[byte] = id;
  }
  const ids = new Int32Array(tokens.reduce((longest, { length }) => Math.max(longest, length), 2));
  for (const [rank, bytes] of tokens.slice(256).entries()) {
    for (let i = 0; i < bytes.length; i++) ids[i] = idOfByte[bytes[i] ?? 0] ?? 0;
    const length = applyMerges(ids, bytes.length, { pairs, made });
    if (length !== 2) throw new Error(`no two parts make the token of rank ${rank}`);
    const [left = 0, right = 0] = ids;
    pairs.add(left, right, rank);
    yield [chars[left] ?? '', chars[right] ?? ''];
  }
}
