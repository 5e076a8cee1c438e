import { applyMerges } from './apply.ts';
import { split } from './split.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface EncodeOptions {
  /** Read `<|endoftext|>` and its like as one token each; default false: they are plain text. */
  readonly allowSpecial?: boolean;
}

/** Pieces longer than this are not remembered: they hardly ever come twice. */
const longestRemembered = 256;
/** Characters held by the memory before it starts afresh. */
const memoryLimit = 2 ** 22;

/**
 * Makes the function from text to ids. Pieces are remembered, since words come again. Lone
 * surrogates, which have no UTF-8 form, become the bytes of U+FFFD, as TextEncoder does it.
 */
export function createEncoder({ byteIds, table, special }: Vocabulary) {
  const utf8 = new TextEncoder();
  const memory = new Map<string, readonly number[]>();
  let remembered = 0;
  let bytes = new Uint8Array(1024);
  let symbols = new Int32Array(1024);
  const specialPattern = new RegExp(
    `(${[...special.keys()].toSorted(longestFirst).map(escape).join('|')})`,
  );

  function encodePiece(piece: string): readonly number[] {
    if (bytes.length < piece.length * 3) {
      bytes = new Uint8Array(piece.length * 3);
      symbols = new Int32Array(piece.length * 3);
    }
    const { written } = utf8.encodeInto(piece, bytes);
    for (let i = 0; i < written; i++) symbols[i] = byteIds[bytes[i] ?? 0] ?? 0;
    const length = applyMerges(symbols, written, table);
    const ids: number[] = [];
    for (let i = 0; i < length; i++) ids.push(symbols[i] ?? 0);
    return ids;
  }

  function remember(piece: string, ids: readonly number[]): void {
    if (piece.length > longestRemembered) return;
    if (remembered > memoryLimit) {
      memory.clear();
      remembered = 0;
    }
    remembered += piece.length;
    memory.set(piece, ids);
  }

  function encodePlain(text: string, ids: number[]): void {
    for (const piece of split(text)) {
      let pieceIds = memory.get(piece);
      if (pieceIds === undefined) {
        pieceIds = encodePiece(piece);
        remember(piece, pieceIds);
      }
      for (const id of pieceIds) ids.push(id);
    }
  }

  return function encode(text: string, { allowSpecial = false }: EncodeOptions = {}): number[] {
    const ids: number[] = [];
    if (!allowSpecial || special.size === 0) {
      encodePlain(text, ids);
      return ids;
    }
    for (const part of text.split(specialPattern)) {
      const id = special.get(part);
      if (id === undefined) encodePlain(part, ids);
      else ids.push(id);
    }
    return ids;
  };
}

const longestFirst = (a: string, b: string): number => b.length - a.length;

function escape(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
