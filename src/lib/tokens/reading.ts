import type { Tokenizer } from '../bpe/index.ts';
import { groupOf, type TokenGroup } from './groups.ts';

/** What is counted of a text. */
export interface TextFacts {
  readonly tokens: number;
  /** Unicode code points; a lone surrogate counts as one. */
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** How many different tokens. */
  readonly distinct: number;
}

/** A text as ids, and where its groups of whole characters begin. */
export interface Reading {
  readonly ids: Int32Array;
  readonly facts: TextFacts;
  /** The first token of each group. */
  readonly starts: Int32Array;
  /** The width of each group as drawn, in characters of a fixed-width face. */
  readonly widths: Uint16Array;
  /** 1 where a line of the text ends with the group. */
  readonly breaks: Uint8Array;
}

/** Tokens handled at once: long texts are grouped block by block. */
const blockSize = 2048;
/** Room around a group, in characters. */
const padding = 2;

/** Reads a text of any length; about a second for a million characters. */
export function readText(
  tokenizer: Tokenizer,
  text: string,
  options: { readonly allowSpecial: boolean },
): Reading {
  const ids = Int32Array.from(tokenizer.encode(text, options));
  const starts = new Int32Array(ids.length);
  const widths = new Uint16Array(ids.length);
  const breaks = new Uint8Array(ids.length);
  let groups = 0;
  for (const [from, to] of blocks(tokenizer, ids)) {
    for (const piece of tokenizer.pieces([...ids.subarray(from, to)])) {
      starts[groups] = piece.start + from;
      widths[groups] = widthOf(piece.fragments);
      breaks[groups] = piece.text.endsWith('\n') ? 1 : 0;
      groups++;
    }
  }
  return {
    ids,
    facts: factsOf(text, ids),
    starts: starts.slice(0, groups),
    widths: widths.slice(0, groups),
    breaks: breaks.slice(0, groups),
  };
}

/**
 * Breaks the groups into lines of at most `columns` characters: the first group of each line, and at
 * the end the number of groups. A group that is wider than a line has one to itself.
 */
export function layOut({ widths, breaks }: Reading, columns: number): Int32Array {
  const lines = new Int32Array(widths.length + 1);
  let count = 0;
  let used = Infinity;
  for (let i = 0; i < widths.length; i++) {
    const width = Math.min(widths[i] ?? 0, columns);
    if (used + width > columns || breaks[i - 1] === 1) {
      lines[count++] = i;
      used = 0;
    }
    used += width;
  }
  lines[count] = widths.length;
  return lines.slice(0, count + 1);
}

/** The groups from one to another, `to` not included, as they are drawn. */
export function groupsBetween(
  tokenizer: Tokenizer,
  { ids, starts }: Reading,
  from: number,
  to: number,
): TokenGroup[] {
  const first = starts[from] ?? ids.length;
  const end = starts[to] ?? ids.length;
  return tokenizer
    .pieces([...ids.subarray(first, end)])
    .map((piece) => groupOf(piece, (id) => id === tokenizer.eosId, first));
}

function widthOf(fragments: readonly { readonly id: number; readonly bytes: string }[]): number {
  const widths = fragments.map(({ id, bytes }) => Math.max(bytes.length, String(id).length) + 1);
  return widths.reduce((sum, width) => sum + width, padding);
}

/**
 * Stretches of tokens of which none ends inside a character. Between two ASCII bytes a grapheme
 * cluster ends (but between CR and LF). Where no such place comes for a long time, the cut is made
 * before a byte that begins a character.
 */
function* blocks(tokenizer: Tokenizer, ids: Int32Array): Generator<[from: number, to: number]> {
  let from = 0;
  for (let i = blockSize; i < ids.length; i++) {
    if (i - from < blockSize) continue;
    const last = tokenizer.tokenBytes(ids[i - 1] ?? 0).at(-1) ?? 0;
    const next = tokenizer.tokenBytes(ids[i] ?? 0)[0] ?? 0;
    const ascii = (last < 0x80 || next === 0x0a) && (next < 0x80 || last === 0x0a);
    const long = i - from >= 4 * blockSize && (next & 0xc0) !== 0x80;
    if (!long && !(ascii && last !== 0x0d)) continue;
    yield [from, i];
    from = i;
  }
  if (from < ids.length) yield [from, ids.length];
}

function factsOf(text: string, ids: Int32Array): TextFacts {
  let characters = 0;
  for (let i = 0; i < text.length; i++) {
    characters++;
    if ((text.codePointAt(i) ?? 0) > 0xffff) i++;
  }
  const bytes = new TextEncoder().encode(text).length;
  return { tokens: ids.length, characters, bytes, distinct: new Set(ids).size };
}
